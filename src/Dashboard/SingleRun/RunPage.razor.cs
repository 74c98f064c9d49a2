using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.SingleRun;

/// <summary>One run: its head and one of its tabs, live.</summary>
public sealed partial class RunPage : ComponentBase, IDisposable
{
    RunView _view = null!;
    RunParts _parts = new();
    LiveRefresh? _live;

    [Parameter] public Guid Id { get; set; }

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    string Title => _view.Detail is { Summary: var run }
        ? run.Status == RunStatus.Running && run.TotalIterations > 0 ? $"{100L * run.Iteration / run.TotalIterations} % {run.Name} · Platform" : $"{run.Name} · Platform"
        : "Run · Platform";

    // the address' query is no parameter: the page has too many to name them all
    protected override void OnInitialized() => Navigation.LocationChanged += ShowOther;

    protected override async Task OnParametersSetAsync()
    {
        if (_view?.Run == Id)
            return;
        (_view, _parts) = (new(Id, Tracker, Time), new());
        if (_live is not null)
            Follow();
        _parts.Read(Navigation.Uri);
        await _view.RefreshAsync(_parts.Open);
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

    void ShowOther(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath.TrimEnd('/') == DashboardUrls.Run(Id))
            _ = InvokeAsync(() => ShowAsync(e.Location));
    }

    async Task ShowAsync(string address)
    {
        try
        {
            _parts.Read(address);
            await _view.RefreshAsync(_parts.Open);
            StateHasChanged();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);    // nobody waits for this task
        }
    }

    async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        var answered = false;
        await InvokeAsync(async () =>
        {
            answered = await _view.RefreshAsync(_parts.Open, cancel);
            StateHasChanged();
        });
        return answered;
    }

    void RequestRefresh() => _live?.Request();

    // what is set step by step leaves one place to go back to
    void Change(IPartSettings settings) => Navigation.NavigateTo(DashboardUrls.Run(Id, settings), replace: settings.GetType() == _parts.Open.GetType() && !IsStep(settings));

    // another range or page is a place of its own
    bool IsStep(IPartSettings settings) => (settings, _parts.Open) switch
    {
        (CurveSettings next, CurveSettings now) => (next.From, next.To) != (now.From, now.To),
        (JournalSettings, _) => true,
        _ => false,
    };

    public void Dispose()
    {
        Navigation.LocationChanged -= ShowOther;
        _live?.Dispose();
    }
}
