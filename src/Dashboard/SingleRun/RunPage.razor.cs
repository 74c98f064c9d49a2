using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.SingleRun;

/// <summary>One run: its head and one of its tabs, live.</summary>
public sealed partial class RunPage
{
    RunView _view = null!;
    RunParts _parts = new();

    [Parameter] public Guid Id { get; set; }

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
        FollowOther();
        _parts.Read(Navigation.Uri);
        await _view.RefreshAsync(_parts.Open);
    }

    protected override Guid? ShownRun => Id;

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

    protected override Task<bool> AskAsync(CancellationToken cancel) => _view.RefreshAsync(_parts.Open, cancel);

    // what is set step by step leaves one place to go back to
    void Change(IPartSettings settings) => Navigation.NavigateTo(DashboardUrls.Run(Id, settings), replace: settings.GetType() == _parts.Open.GetType() && !IsStep(settings));

    // another range or page is a place of its own
    bool IsStep(IPartSettings settings) => (settings, _parts.Open) switch
    {
        (CurveSettings next, CurveSettings now) => (next.From, next.To) != (now.From, now.To),
        (JournalSettings, _) => true,
        _ => false,
    };

    protected override void Leave() => Navigation.LocationChanged -= ShowOther;
}
