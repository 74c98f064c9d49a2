using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Comparison;

/// <summary>A comparison's page without a browser: its head, and what the open tab needs.</summary>
public sealed class CompareView(TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    const int OfferedRuns = 12;

    (IReadOnlyList<Guid> Runs, string? Filter, string? By, bool All) _asked = ([], null, null, false);

    public CompareState State { get; private set; } = new();

    /// <summary>Null until the first answer, and while nothing is chosen.</summary>
    public RunComparison? Comparison { get; private set; }

    /// <summary>Every group as it looks, hidden ones too.</summary>
    public IReadOnlyList<ComparedLook> Looks { get; private set; } = [];

    public IEnumerable<ComparedLook> Shown => Looks.Where(l => !l.IsHidden);

    public ComparedLook? Baseline => Looks.FirstOrDefault(l => l.IsBaseline);

    public CompareCurves Curves { get; } = new(tracker);
    public CompareClasses Classes { get; } = new(tracker);
    public ComparePreviews Previews { get; } = new(tracker);
    public CompareResults Results { get; } = new(tracker);

    /// <summary>The newest runs, where none are chosen yet.</summary>
    public IReadOnlyList<RunSummary> Offered { get; private set; } = [];

    /// <summary>What is wrong with the filter or the grouping of the address.</summary>
    public FilterError? Problem { get; private set; }

    /// <summary>Names of phases that any run entered, in order.</summary>
    public IReadOnlyList<string> Phases => Comparison is null ? [] :
        [.. Comparison.Groups.SelectMany(g => g.Runs).SelectMany(r => r.Phases).Select(p => p.Name).Distinct()];

    public bool Shows(Guid run) => Comparison?.Groups.Any(g => g.Runs.Any(r => r.Id == run)) is true;

    public Task<bool> ShowAsync(CompareState state, CancellationToken cancel = default)
    {
        State = state;
        return RefreshAsync(cancel);
    }

    /// <summary>Asks for what changed; false, with <see cref="TrackerView.Failure"/> set and everything shown kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) => TryAsync(async () =>
    {
        var state = State;
        try
        {
            if (state.IsEmpty)
                (Comparison, Looks, Problem) = (null, [], null);
            else
                await AskAsync(state, cancel);
            if (Looks.Count == 0)
                Offered = (await tracker.RunsAsync(new() { Take = OfferedRuns }, cancel)).Runs;
        }
        catch (BadFilterException e)
        {
            Problem = e.Error;
        }
    }, cancel);

    async Task AskAsync(CompareState state, CancellationToken cancel)
    {
        var asked = (state.Runs, state.Filter, state.By, state.AllSettings);
        var known = Comparison is not null && _asked.Runs.SequenceEqual(asked.Runs) && (_asked.Filter, _asked.By, _asked.All) == (asked.Filter, asked.By, asked.AllSettings);
        // a click that only changes how things are drawn needs no new head, unless runs are going on
        var comparison = known && Comparison!.Groups.All(g => g.Runs.All(r => r.Status != RunStatus.Running))
            ? Comparison!
            : await tracker.CompareAsync(state.Runs, state.Filter, state.By, state.AllSettings, cancel);
        if (state != State)
            return;     // a newer question is on its way
        (_asked, Comparison, Problem) = (asked, comparison, null);
        Looks = LooksOf(comparison, state);
        await UpdateTabAsync(state, cancel);
    }

    static ComparedLook[] LooksOf(RunComparison comparison, CompareState state)
    {
        var baseline = Math.Max(0, comparison.Groups.ToList().FindIndex(g => g.Key == state.Baseline));
        return [.. comparison.Groups.Select((g, i) => new ComparedLook(g, i, state.Hidden.Contains(g.Key), i == baseline))];
    }

    Task UpdateTabAsync(CompareState state, CancellationToken cancel) => state.Tab switch
    {
        CompareTab.Curves or CompareTab.Heads => Curves.UpdateAsync(this, cancel),
        CompareTab.Classes => Classes.UpdateAsync(this, cancel),
        CompareTab.Previews => Previews.UpdateAsync(this, cancel),
        CompareTab.Table => Results.UpdateAsync(this, cancel),
        _ => Task.CompletedTask,
    };
}
