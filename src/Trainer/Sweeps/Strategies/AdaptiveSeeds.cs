using Platform.Contracts.Statistics;

namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>
/// Adds seeds to two rows until the confidence interval of the mean of their differences, paired by seed, Student's t, is as narrow
/// as asked. What is needed is estimated from the spread so far, and at most doubled at a time, as few runs tell a spread badly.
/// </summary>
static class AdaptiveSeeds
{
    /// <summary>How many seeds the row should have, so that its difference to the other is known as asked; what it has where that is so.</summary>
    /// <param name="ours">By seed, of the runs that have ended: the objective, null where it failed.</param>
    /// <param name="theirs">Of the row it is compared with.</param>
    /// <param name="seeds">How many both have now. Fewer have ended while some are at work: then nothing is wanted yet.</param>
    public static int Wanted(SeedRule rule, IReadOnlyDictionary<int, double?> ours, IReadOnlyDictionary<int, double?> theirs, int seeds)
    {
        if (seeds < MeanDifference.FewestRuns)
            return Math.Min(MeanDifference.FewestRuns, rule.Most);
        if (ours.Count < seeds || theirs.Count < seeds)
            return seeds;
        var differences = ours.Where(o => o.Value is not null && theirs.GetValueOrDefault(o.Key) is not null)
            .OrderBy(o => o.Key).Select(o => o.Value!.Value - theirs[o.Key]!.Value).ToArray();
        // where none came to anything, more seeds will not; one that failed is made up for
        if (differences.Length == 0)
            return seeds;
        var lost = seeds - differences.Length;
        return Math.Min(rule.Most, Math.Max(seeds, lost + Pairs(rule, differences)));
    }

    static int Pairs(SeedRule rule, double[] differences)
    {
        var n = differences.Length;
        if (n < MeanDifference.FewestRuns)
            return MeanDifference.FewestRuns;
        var spread = SampleSummary.Of(differences, rule.Confidence).Deviation!.Value;
        var needed = n;
        while (needed < rule.Most && Width(spread, needed, rule.Confidence) > rule.Width)
            needed++;
        return Math.Min(needed, 2 * n);
    }

    static double Width(double spread, int n, double confidence)
    {
        var interval = Students.Around(0, spread / Math.Sqrt(n), n - 1, confidence);
        return interval.High - interval.Low;
    }
}
