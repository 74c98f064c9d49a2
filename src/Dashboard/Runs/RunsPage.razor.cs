using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Platform.Contracts.Api;
using Platform.Dashboard.Layout;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Runs;

/// <summary>The run table: every run the tracker knows, live.</summary>
public sealed partial class RunsPage : IAsyncDisposable
{
    const int MostSelected = 1000;

    static readonly IReadOnlyList<(string Keys, string What)> s_keys =
        [.. PageKeys.OfMarkedTable, ("Shift Enter", "on a heading: sort by it next"), ("Tab", "in the filter: take what is offered")];

    RunsView _view = null!;
    RunTable? _table;
    ElementReference _page;
    ScriptPart? _script;

    [SupplyParameterFromQuery(Name = "q")] string? Filter { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "cols")] string? Columns { get; set; }
    [SupplyParameterFromQuery(Name = "pin")] string? Pinned { get; set; }
    [SupplyParameterFromQuery(Name = "by")] string? By { get; set; }
    [SupplyParameterFromQuery(Name = "but")] string? But { get; set; }
    [SupplyParameterFromQuery(Name = "differ")] string? Differing { get; set; }
    [SupplyParameterFromQuery(Name = "archived")] string? Archived { get; set; }
    [SupplyParameterFromQuery(Name = "open")] string? Open { get; set; }

    /// <summary>What the first rendering handed over.</summary>
    [PersistentState] public Guid? Given { get; set; }

    [Inject] IJSRuntime Script { get; set; } = null!;
    [Inject] Handover Handover { get; set; } = null!;

    string Title => _view.Running is > 0 and var running ? $"({running}) Runs · Platform" : "Runs · Platform";

    bool IsUnfiltered => !_view.State.NarrowsRuns;

    FilterError? FilterErrorShown => _view.Error is { Parameter: "filter" } error ? error : null;

    protected override void OnInitialized() => _view = Handover.Take<RunsView>(Given) ?? new(Tracker, Time);

    protected override async Task OnParametersSetAsync()
    {
        await _view.ShowAsync(RunsState.Read(Filter, Sort, Columns, Pinned, By, But, Differing, Archived, Open));
        if (_table is not null)
            await _table.RefreshAsync();
        if (!RendererInfo.IsInteractive)
            Given = Handover.Give(_view);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = new(Script, "Runs/RunsPage.razor.js");
        await _script.StartAsync("listen", _page);
    }

    protected override async Task<bool> AskAsync(CancellationToken cancel)
    {
        var answered = await _view.RefreshAsync(cancel);
        if (_table is not null)
            await _table.RefreshAsync();
        return answered;
    }

    void FilterChanged((string Text, bool Done) filter)
    {
        if (filter.Text.Trim() != _view.State.Filter || filter.Done)
            Navigation.NavigateTo(DashboardUrls.Runs(_view.State with { Filter = filter.Text.Trim() }), replace: !filter.Done);
    }

    void Go(RunsState state) => Navigation.NavigateTo(DashboardUrls.Runs(state));

    async Task SelectAllAsync(bool on)
    {
        if (!on)
            _view.Selection.Clear();
        else if ((await Tracker.RunsAsync(_view.State.ToRequest([]) with { Take = MostSelected })).Runs is var runs)
            foreach (var run in runs)
                _view.Selection.Set(run.Id, run.Name, true);
        StateHasChanged();
    }

    async Task BulkDoneAsync() => await RefreshAsync(default);

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_script is not null)
            await _script.DisposeAsync();
    }
}
