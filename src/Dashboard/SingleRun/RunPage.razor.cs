using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.SingleRun;

/// <summary>One run: its head and one of its tabs, live.</summary>
public sealed partial class RunPage : ComponentBase, IDisposable
{
    RunView _view = null!;
    RunTab _tab;
    CurveSettings _curves = new();
    LiveRefresh? _live;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "tab")] string? Tab { get; set; }
    [SupplyParameterFromQuery(Name = "from")] int? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] int? To { get; set; }
    [SupplyParameterFromQuery(Name = "log")] string? LogScale { get; set; }
    [SupplyParameterFromQuery(Name = "smooth")] string? Smooth { get; set; }

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    string Title => _view.Detail is { Summary: var run }
        ? run.Status == RunStatus.Running && run.TotalIterations > 0 ? $"{100L * run.Iteration / run.TotalIterations} % {run.Name} · Platform" : $"{run.Name} · Platform"
        : "Run · Platform";

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.Run != Id)
        {
            _view = new(Id, Tracker, Time);
            if (_live is not null)
                Follow();
        }
        _tab = Enum.TryParse<RunTab>(Tab, true, out var tab) && Enum.IsDefined(tab) ? tab : RunTab.Curves;
        _curves = CurveSettings.Read(From, To, LogScale, Smooth);
        await _view.RefreshAsync(_tab, _curves);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        Follow();
        _live!.Request();       // what changed between the first answer and the subscription
    }

    void Follow()
    {
        _live?.Dispose();
        _live = new(Feed, Id, Time, RefreshAsync);
    }

    async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        var answered = false;
        await InvokeAsync(async () =>
        {
            answered = await _view.RefreshAsync(_tab, _curves, cancel);
            StateHasChanged();
        });
        return answered;
    }

    void RequestRefresh() => _live?.Request();

    void ChangeCurves(CurveSettings settings) => Navigation.NavigateTo(DashboardUrls.Run(Id, RunTab.Curves, settings));

    public void Dispose() => _live?.Dispose();
}
