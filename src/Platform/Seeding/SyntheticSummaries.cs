using Platform.Tracker.Metrics;

namespace Platform.Seeding;

/// <summary>Metric names of which a run has the summary and no points, as a pruned run would: what a table of very many names is tried with.</summary>
sealed class SyntheticSummaries(int names, int seed)
{
    static readonly int[] s_iterations = [1, 10_000, 20_000];

    readonly Random _random = new(seed);
    readonly string[] _names = [.. Enumerable.Range(0, Math.Max(0, names)).Select(n => $"layer-{n / 10:000}/statistic-{n % 10}")];

    public void AddTo(MetricChanges changes, Guid run)
    {
        foreach (var name in _names)
            changes.TotalOf(run, name).Add(s_iterations, [_random.NextDouble(), _random.NextDouble(), _random.NextDouble()]);
    }
}
