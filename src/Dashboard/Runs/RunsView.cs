using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Runs;

/// <summary>The run table's state, without a browser.</summary>
public sealed class RunsView(TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    const int RunsOfGroup = RunGroup.MostListed;

    readonly Dictionary<Guid, IReadOnlyList<RunSummary>> _opened = [];
    Blocks<RunSummary>? _runs;
    Blocks<RunGroup>? _groups;
    RunsState? _asked;

    public RunsState State { get; private set; } = new();

    /// <summary>In what the matching runs differ; null until it was needed and answered.</summary>
    public RunDifferences? Differences { get; private set; }

    /// <summary>What of the filter, the sort, a column or a group the tracker does not understand; the rows are those before.</summary>
    public FilterError? Error { get; private set; }

    /// <summary>Whether there was an answer.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Runs that match, grouped or not.</summary>
    public int Matching { get; private set; }

    /// <summary>Rows there are: runs, or groups.</summary>
    public int Rows => _groups?.Total ?? _runs?.Total ?? 0;

    public bool IsGrouped => _groups is not null;

    public IReadOnlyList<RunSummary> FirstRuns => _runs?.First ?? [];

    public IReadOnlyList<RunGroup> FirstGroups => _groups?.First ?? [];

    /// <summary>What the groups are told apart by.</summary>
    public IReadOnlyList<string> GroupedBy { get; private set; } = [];

    /// <summary>Of those the fewest that tell the first groups apart.</summary>
    public IReadOnlyList<string> LabelledBy { get; private set; } = [];

    public Selection Selection { get; } = new();

    /// <summary>The columns shown, pinned ones first.</summary>
    public IReadOnlyList<RunColumn> Columns { get; private set; } = [];

    public int PinnedColumns { get; private set; }

    /// <summary>Switches that are not the same in all matching runs: the only ones worth a place.</summary>
    public IReadOnlyList<string> DifferingSwitches { get; private set; } = [];

    public int Running => FirstRuns.Count(r => r.Status == RunStatus.Running);

    public async Task<bool> ShowAsync(RunsState state, CancellationToken cancel = default)
    {
        var same = _asked is not null && state.Question() == _asked;
        State = state;
        if (same && Error is null && Failure is null)
        {
            Arrange();
            await OpenAsync(cancel);
            return true;
        }
        _asked = state.Question();
        return await AskAsync(async () =>
        {
            var differences = DifferencesAsync(state, cancel);
            var (runs, groups) = state.IsGrouped ? (null, GroupsOf(state)) : (RunsOf(state), (Blocks<RunGroup>?)null);
            if (groups is not null)
                await groups.ItemsAsync(0, Blocks<RunGroup>.Size, cancel);
            else
                await runs!.ItemsAsync(0, Blocks<RunSummary>.Size, cancel);
            var found = await differences;
            if (State.Question() != state.Question())
                return;        // a newer question is on its way
            (_runs, _groups, Differences) = (runs, groups, found);
            if (!state.IsGrouped)
                Matching = _runs!.Total;
            _opened.Clear();
            Arrange();
            await OpenAsync(cancel);
        }, state, cancel);
    }

    /// <summary>Asks again for what is in view; false, with <see cref="TrackerView.Failure"/> set and the old rows kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(CancellationToken cancel = default)
    {
        var state = State;
        if (_runs is null && _groups is null)
            return ShowAsync(state, cancel);
        return AskAsync(async () =>
        {
            var before = Matching;
            await (_groups is not null ? _groups.RefreshAsync(cancel) : _runs!.RefreshAsync(cancel));
            if (_groups is null)
                Matching = _runs!.Total;
            if (Matching != before)
                Differences = await DifferencesAsync(state, cancel);
            _opened.Clear();
            Arrange();
            await OpenAsync(cancel);
        }, state, cancel);
    }

    public Task<IReadOnlyList<RunSummary>> RunsAsync(int start, int count, CancellationToken cancel) => GuardAsync(_runs, start, count, cancel);

    public Task<IReadOnlyList<RunGroup>> GroupsAsync(int start, int count, CancellationToken cancel) => GuardAsync(_groups, start, count, cancel);

    /// <summary>A group's runs where it is open.</summary>
    public IReadOnlyList<RunSummary>? RunsOf(RunGroup group) => _opened.GetValueOrDefault(group.Runs[0]);

    /// <summary>The state with the group opened, or closed where it is open.</summary>
    public RunsState Toggled(RunGroup group) => State with
    {
        Open = State.Open.Contains(group.Runs[0]) ? [.. State.Open.Where(g => g != group.Runs[0])] : [.. State.Open, group.Runs[0]],
    };

    /// <summary>What the tracker says may come next in a filter, and what is wrong with it; null when it does not answer.</summary>
    public async Task<FilterCompletion?> CompleteAsync(string filter, int at)
    {
        FilterCompletion? completion = null;
        await TryAsync(async () => completion = await tracker.CompleteFilterAsync(filter, at), default);
        return completion;
    }

    // The runs of the groups that are open and were read.
    async Task OpenAsync(CancellationToken cancel)
    {
        if (_groups is null)
            return;
        foreach (var group in _groups.Read.Where(g => State.Open.Contains(g.Runs[0]) && !_opened.ContainsKey(g.Runs[0])).ToArray())
        {
            var ids = string.Join(", ", group.Runs.Take(RunsOfGroup).Select(r => $"\"{r}\""));
            _opened[group.Runs[0]] = (await tracker.RunsAsync(State.ToRequest(Asked(State, grouped: false)) with { Filter = $"id in ({ids})", Archived = true, Take = RunsOfGroup }, cancel)).Runs;
        }
    }

    Blocks<RunSummary> RunsOf(RunsState state) => new(async (skip, take, cancel) =>
    {
        var page = await tracker.RunsAsync(state.ToRequest(Asked(state, grouped: false)) with { Skip = skip, Take = take }, cancel);
        return (page.Runs, page.Total);
    });

    Blocks<RunGroup> GroupsOf(RunsState state) => new(async (skip, take, cancel) =>
    {
        var page = await tracker.RunGroupsAsync(state.ToGroupRequest() with { Runs = state.ToRequest(Asked(state, grouped: true)) with { Skip = skip, Take = take } }, cancel);
        (GroupedBy, Matching) = (page.By, page.Runs);
        return (page.Groups, page.Total);
    });

    async Task<RunDifferences?> DifferencesAsync(RunsState state, CancellationToken cancel) =>
        state.OnlyDiffering || state.Columns.Contains("switches") ? await tracker.RunDifferencesAsync(state.ToRequest([]), onlySwitches: !state.OnlyDiffering, cancel) : null;

    /// <summary>The columns the tracker is asked for.</summary>
    public static IReadOnlyList<string> Asked(RunsState state, bool grouped) =>
        [.. state.Columns.Concat(state.Pinned).Distinct().Select(RunColumn.Of).Where(c => grouped ? c.IsOfGroups : !c.ComesAlong).Select(c => c.Text)];

    void Arrange()
    {
        DifferingSwitches = [.. (Differences?.Parameters ?? []).Where(p => p.StartsWith("switches.", StringComparison.Ordinal)).Select(p => p["switches.".Length..])];
        var differ = State.OnlyDiffering && Differences is { } found ? found.Fields.Concat(found.Parameters).ToHashSet(StringComparer.Ordinal) : null;
        bool Shown(RunColumn column) => (column.Kind != ColumnKind.Switches || DifferingSwitches.Count > 0) && (_groups is null || column.IsOfGroups)
            && (differ is null || !column.IsSetting || differ.Contains(column.SettingName));
        RunColumn[] pinned = [.. State.Pinned.Select(RunColumn.Of).Where(Shown)];
        Columns = [.. pinned, .. State.Columns.Where(c => !State.Pinned.Contains(c)).Select(RunColumn.Of).Where(Shown)];
        PinnedColumns = pinned.Length;
        LabelledBy = State.By.Count > 0 ? GroupedBy : GroupLabels.Fewest(FirstGroups, GroupedBy);
    }

    async Task<IReadOnlyList<T>> GuardAsync<T>(Blocks<T>? blocks, int start, int count, CancellationToken cancel)
    {
        try
        {
            if (blocks is null)
                return [];
            var items = await blocks.ItemsAsync(start, count, cancel);
            await OpenAsync(cancel);
            return items;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failed(e);
            return [];
        }
    }

    Task<bool> AskAsync(Func<Task> ask, RunsState state, CancellationToken cancel) => TryAsync(async () =>
    {
        try
        {
            await ask();
            (Error, IsRead) = (null, true);
        }
        catch (BadFilterException e)
        {
            if (State == state)
                Error = e.Error;
            Arrange();
        }
    }, cancel);
}
