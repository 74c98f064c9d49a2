using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Runs;

/// <summary>The run table: every run the tracker knows, live.</summary>
public sealed partial class RunsPage : ComponentBase, IDisposable
{
    RunsView _view = null!;
    LiveRefresh? _live;

    [SupplyParameterFromQuery(Name = "q")] string? Search { get; set; }
    [SupplyParameterFromQuery(Name = "status")] string? Status { get; set; }
    [SupplyParameterFromQuery(Name = "method")] string? Method { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "dir")] string? Direction { get; set; }

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] RunFeed Feed { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    string Title => _view.Page?.Runs.Count(r => r.Status == RunStatus.Running) is > 0 and var running ? $"({running}) Runs · Platform" : "Runs · Platform";

    protected override void OnInitialized() => _view = new(Tracker, Time);

    protected override Task OnParametersSetAsync() => _view.ShowAsync(RunFilter.Read(Search, Status, Method, Sort, Direction));

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _live = new(Feed, null, Time, RefreshAsync);
        _live.Request();        // what changed between the first answer and the subscription
    }

    async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        var answered = false;
        await InvokeAsync(async () =>
        {
            answered = await _view.RefreshAsync(cancel);
            StateHasChanged();
        });
        return answered;
    }

    void SearchChanged(string? words) => Go(_view.Filter with { Search = words }, replace: true);

    void StatusChanged(ChangeEventArgs e) => Go(_view.Filter with { Status = Enum.TryParse<RunStatus>(e.Value as string, out var status) ? status : null });

    void MethodChanged(ChangeEventArgs e) => Go(_view.Filter with { Method = e.Value is "" ? null : e.Value as string });

    Task ShowMoreAsync() => _view.ShowMoreAsync();

    void Go(RunFilter filter, bool replace = false) => Navigation.NavigateTo(DashboardUrls.Runs(filter), replace: replace);

    public void Dispose() => _live?.Dispose();
}
