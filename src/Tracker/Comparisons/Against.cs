using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Tracker.Comparisons;

/// <summary>Numbers of groups against those of one of them.</summary>
static class Against
{
    /// <summary>Paired by seed where that can be; not yet corrected for their number.</summary>
    public static IReadOnlyList<GroupValue> Baseline(IReadOnlyList<IReadOnlyList<RunValue>> groups, int baseline) =>
    [
        .. groups.Select((runs, i) => new GroupValue(runs, SampleSummary.Of(runs.Select(r => r.Value)),
            i == baseline || baseline >= groups.Count ? null : Difference(runs, groups[baseline]))),
    ];

    /// <summary>Holm's correction over some of the differences there are.</summary>
    public static Dictionary<T, GroupValue> Corrected<T>(IReadOnlyList<(T Key, GroupValue Value)> several) where T : notnull
    {
        var corrected = SeveralComparisons.Holm([.. several.Select(s => s.Value.Difference).OfType<MeanDifference>()]);
        var next = 0;
        return several.ToDictionary(s => s.Key, s => s.Value.Difference is null ? s.Value : s.Value with { Difference = corrected[next++] });
    }

    // two runs of one seed in a group have no partners of their own
    static MeanDifference Difference(IReadOnlyList<RunValue> ours, IReadOnlyList<RunValue> theirs) =>
        SeedsDiffer(ours) && SeedsDiffer(theirs)
            ? MeanDifference.BySeed(ours.ToDictionary(r => r.Seed, r => r.Value), theirs.ToDictionary(r => r.Seed, r => r.Value))
            : MeanDifference.Welch(Finite(ours), Finite(theirs));

    static bool SeedsDiffer(IReadOnlyList<RunValue> runs) => runs.Select(r => r.Seed).Distinct().Count() == runs.Count;

    static double[] Finite(IReadOnlyList<RunValue> runs) => [.. runs.Select(r => r.Value).Where(double.IsFinite)];
}
