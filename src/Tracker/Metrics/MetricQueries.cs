using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>Series and summaries, read.</summary>
sealed class MetricQueries(IDbContextFactory<TrackerDb> databases)
{
    /// <summary>One series per name, in their order, empty where nothing is logged yet; null where the run is unknown.</summary>
    public async Task<IReadOnlyList<MetricSeries>?> SeriesAsync(
        Guid run, IReadOnlyList<string> names, int? from, int? to, int? maxPoints, CancellationToken cancel) =>
        await SeriesAsync([run], names, from, to, maxPoints, cancel) is { } found ? [.. found.Select(f => f.Series)] : null;

    /// <summary>One series per known run and name, in their order; null where no run is known.</summary>
    public async Task<IReadOnlyList<RunSeries>?> SeriesAsync(
        IReadOnlyList<Guid> runs, IReadOnlyList<string> names, int? from, int? to, int? maxPoints, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        var known = await db.Runs.Where(r => runs.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel);
        if (known.Count == 0)
            return null;
        var request = new SeriesRequest(
            [.. runs.Where(known.Contains).Distinct()], [.. names.Distinct()], from ?? int.MinValue, to ?? int.MaxValue, maxPoints);
        var parts = await SeriesReader.ReadAsync(db, request, cancel);
        var read = parts.ToDictionary(p => p.Key, p => p.Value.Sorted());
        var drawn = read.Values.Where(p => p.Iterations.Length > 0).ToArray();
        var range = drawn.Length == 0 ? (0, 0) : (drawn.Min(p => p.Iterations[0]), drawn.Max(p => p.Iterations[^1]));
        return [.. request.Runs.SelectMany(run => request.Names.Select(name =>
        {
            var (iterations, values) = SeriesBuckets.Thin(read[(run, name)].Iterations, read[(run, name)].Values, range, maxPoints);
            return new RunSeries(run, new() { Name = name, Iterations = iterations, Values = values, Total = parts[(run, name)].Total });
        }))];
    }

    /// <summary>What is known of the run's metrics, or of those named; null where the run is unknown.</summary>
    public async Task<IReadOnlyList<MetricSummary>?> SummariesAsync(Guid run, IReadOnlyList<string> names, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.AnyAsync(r => r.Id == run, cancel) ? await SummariesAsync(db, run, names, cancel) : null;
    }

    /// <param name="names">None for all.</param>
    public static async Task<IReadOnlyList<MetricSummary>> SummariesAsync(TrackerDb db, Guid run, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var totals = await db.MetricTotals.AsNoTracking()
            .Where(t => t.RunId == run && t.Count > 0 && (names.Count == 0 || names.Contains(t.Name))).ToListAsync(cancel);
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
            LowerIsBetter = t.LowerIsBetter,
        })];
    }
}
