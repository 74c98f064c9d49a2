using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>Series and summaries, read.</summary>
sealed class MetricQueries(IDbContextFactory<TrackerDb> databases)
{
    /// <summary>One series per name, in their order, empty where nothing is logged yet; null where the run is unknown.</summary>
    public async Task<IReadOnlyList<MetricSeries>?> SeriesAsync(
        Guid run, IReadOnlyList<string> names, int? from, int? to, int? maxPoints, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return null;
        var (first, last) = (from ?? int.MinValue, to ?? int.MaxValue);
        var visible = await Supersession.OfAsync(db, run, cancel);
        var chunks = await db.MetricChunks.AsNoTracking()
            .Where(c => c.RunId == run && names.Contains(c.Name) && c.FirstIteration <= last && c.LastIteration >= first)
            .OrderBy(c => c.Name).ThenBy(c => c.Chunk).ToListAsync(cancel);
        var points = chunks.GroupBy(c => c.Name).ToDictionary(g => g.Key, g => MetricPoints.Visible([.. g], visible, first, last));
        var drawn = points.Values.Where(p => p.Iterations.Count > 0).ToArray();
        var range = drawn.Length == 0 ? (0, 0) : (drawn.Min(p => p.Iterations[0]), drawn.Max(p => p.Iterations[^1]));
        return [.. names.Distinct().Select(n => SeriesBuckets.Thin(n, points.GetValueOrDefault(n) ?? MetricPoints.None, range, maxPoints))];
    }

    public static async Task<IReadOnlyList<MetricSummary>> SummariesAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        var totals = await db.MetricTotals.AsNoTracking().Where(t => t.RunId == run && t.Count > 0).ToListAsync(cancel);
        return [.. totals.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new MetricSummary
        {
            Name = t.Name,
            Count = t.Count,
            LastIteration = t.LastIteration,
            Last = t.Last ?? double.NaN,
            Min = t.Min ?? double.NaN,
            MinIteration = t.MinIteration,
            Max = t.Max ?? double.NaN,
            MaxIteration = t.MaxIteration,
        })];
    }
}
