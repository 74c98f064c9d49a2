using Platform.Contracts.Api;

namespace Platform.Demo;

/// <summary>What came of all runs' entries, counted at both ends: journal files here, the tracker's database there.</summary>
sealed record Tally(int Runs, int Completed, long Entries, long Stored, long Gaps, long Conflicts)
{
    /// <summary>Whether every run ended well and all it told arrived.</summary>
    public bool IsWhole => Completed == Runs && HasArrived && Gaps == 0 && Conflicts == 0;

    bool HasArrived => Stored == Entries;

    public override string ToString() =>
        $"demo: runs {Runs} completed {Completed} entries {Entries} stored {Stored} gaps {Gaps} conflicts {Conflicts}";

    /// <summary>Asks until every entry is there or the time is up; what was seen last is returned either way.</summary>
    public static async Task<Tally> CountAsync(TrackerClient tracker, IReadOnlyList<DemoRun> runs, TimeSpan within, TimeProvider clock, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var tally = await LookAsync(tracker, runs, stop);
            if (tally.HasArrived || clock.GetElapsedTime(began) > within)
                return tally;
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }
    }

    static async Task<Tally> LookAsync(TrackerClient tracker, IReadOnlyList<DemoRun> runs, CancellationToken stop)
    {
        var tally = new Tally(runs.Count, 0, runs.Sum(r => r.Entries), 0, 0, 0);
        foreach (var run in runs)
            if (await tracker.RunAsync(run.Id, stop) is { } found)
                tally = tally with
                {
                    Completed = tally.Completed + (found.Summary.Status == RunStatus.Completed ? 1 : 0),
                    Stored = tally.Stored + found.Journal.Stored,
                    Gaps = tally.Gaps + found.Journal.Gaps.Sum(g => g.To - g.From + 1),
                    Conflicts = tally.Conflicts + found.Journal.Conflicts,
                };
        return tally;
    }
}
