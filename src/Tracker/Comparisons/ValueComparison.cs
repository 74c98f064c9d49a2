using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Metrics;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>One number a run of the chosen metrics, over groups.</summary>
sealed class ValueComparison(IDbContextFactory<TrackerDb> databases)
{
    /// <param name="groups">Runs of each group.</param>
    /// <param name="metrics">By name; those no run has give rows of empty groups.</param>
    /// <param name="statistic">Which number stands for a run.</param>
    /// <param name="baseline">The group the others are compared with.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<ComparedValues> CompareAsync(
        IReadOnlyList<IReadOnlyList<Guid>> groups, IReadOnlyList<string> metrics, RunStatistic statistic, int baseline, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        Guid[] runs = [.. groups.SelectMany(g => g).Distinct()];
        var seeds = await db.Runs.Where(r => runs.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Seed, cancel);
        var rows = new List<MetricComparison>();
        foreach (var metric in metrics.Distinct())
        {
            var read = await ReadAsync(db, runs, metric, seeds, statistic, cancel);
            var compared = Against.Baseline([.. groups.Select(g => (IReadOnlyList<RunValue>)[.. g.Where(read.ContainsKey).Select(run => read[run])])], baseline);
            var corrected = Against.Corrected([.. compared.Select((value, i) => (i, value))]);
            rows.Add(new(metric, MetricDirection.IsLowerBetter(metric), [.. corrected.OrderBy(c => c.Key).Select(c => c.Value)]));
        }
        return new(rows);
    }

    static async Task<Dictionary<Guid, RunValue>> ReadAsync(
        TrackerDb db, Guid[] runs, string metric, Dictionary<Guid, int> seeds, RunStatistic statistic, CancellationToken cancel)
    {
        var names = await BetterNetwork.OfAsync(db, runs, metric, cancel);
        var wanted = names.Values.Distinct().ToArray();
        var totals = await db.MetricTotals.AsNoTracking().Where(t => runs.Contains(t.RunId) && wanted.Contains(t.Name) && t.Count > 0).ToListAsync(cancel);
        return totals.Where(t => names[t.RunId] == t.Name).ToDictionary(t => t.RunId, t => Value(t, seeds.GetValueOrDefault(t.RunId), statistic));
    }

    static RunValue Value(MetricTotal total, int seed, RunStatistic statistic) => statistic == RunStatistic.Best
        ? new(total.RunId, seed, total.Best ?? double.NaN, total.BestIteration)
        : new(total.RunId, seed, total.Last ?? double.NaN, total.LastIteration);
}
