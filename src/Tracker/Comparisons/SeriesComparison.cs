using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Metrics;
using Platform.Tracker.Storage;
using Platform.Tracker.Times;

namespace Platform.Tracker.Comparisons;

/// <summary>One metric of groups of runs on one x axis.</summary>
sealed class SeriesComparison(IDbContextFactory<TrackerDb> databases)
{
    const int DefaultPoints = 1000;

    /// <summary>A series for each group, in their order; without points where no run of it has any.</summary>
    public async Task<IReadOnlyList<ComparedSeries>> CompareAsync(SeriesComparisonRequest request, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        var axes = await AxesAsync(db, request, cancel);
        var metrics = await BetterNetwork.OfAsync(db, [.. axes.Keys], request.Metric, cancel);
        var points = await ReadAsync(db, request, axes, metrics, cancel);
        var buckets = BucketsOf([.. points.Values.Where(p => p.X.Length > 0)], request);
        return [.. request.Groups.Select(group => Draw(group, points, buckets, request.Band))];
    }

    static ComparedSeries Draw(IReadOnlyList<Guid> group, IReadOnlyDictionary<Guid, RunPoints> points, Buckets buckets, ComparisonBand band)
    {
        RunPoints[] drawn = [.. group.Where(points.ContainsKey).Select(run => points[run]).Where(p => p.X.Length > 0)];
        return drawn.Length == 0 ? Empty
            : group.Count == 1 ? drawn[0].Alone(buckets)
            : SeedBand.Of(CommonPlaces.Of([.. drawn.Select(r => (r.X, r.Y))], buckets), band, drawn.Sum(r => r.Total));
    }

    static ComparedSeries Empty => new() { X = [], Y = [], Low = [], High = [], Runs = [], Total = 0 };

    static Buckets BucketsOf(IReadOnlyList<RunPoints> drawn, SeriesComparisonRequest request) => new(
        request.From ?? drawn.Select(p => p.X[0]).DefaultIfEmpty(0).Min(), request.To ?? drawn.Select(p => p.X[^1]).DefaultIfEmpty(0).Max(),
        request.MaxPoints ?? DefaultPoints);

    // the mean of a bucket needs every point of it: what the pyramid of chunks has are the extremes
    static async Task<Dictionary<Guid, RunPoints>> ReadAsync(
        TrackerDb db, SeriesComparisonRequest request, IReadOnlyDictionary<Guid, RunAxis> axes, IReadOnlyDictionary<Guid, string> metrics,
        CancellationToken cancel)
    {
        var read = new Dictionary<Guid, RunPoints>();
        // a phase begins elsewhere in every run, and with it the range
        foreach (var same in metrics.Keys.GroupBy(run => (Metric: metrics[run], Range: axes[run].Range(request.From, request.To))))
        {
            var asked = new SeriesRequest([.. same], [same.Key.Metric], same.Key.Range.From, same.Key.Range.To, null);
            var before = await EndsAsync(db, asked with { From = int.MinValue, To = asked.From - 1 }, asked.From > int.MinValue, cancel);
            var after = await EndsAsync(db, asked with { From = asked.To + 1, To = int.MaxValue }, asked.To < int.MaxValue, cancel);
            foreach (var (key, part) in await SeriesReader.ReadAsync(db, asked, cancel))
                read[key.Run] = RunPoints.Of(part, before.GetValueOrDefault(key.Run)?.Last, after.GetValueOrDefault(key.Run)?.First, axes[key.Run]);
        }
        return read;
    }

    /// <summary>The points next to a zoomed range: without them a curve would end inside of it.</summary>
    static async Task<Dictionary<Guid, SeriesEnds>> EndsAsync(TrackerDb db, SeriesRequest beyond, bool wanted, CancellationToken cancel)
    {
        var ends = new Dictionary<Guid, SeriesEnds>();
        if (wanted)
            foreach (var (key, part) in await SeriesReader.ReadAsync(db, beyond with { MaxPoints = SeriesBuckets.FewestPoints }, cancel))
                if (part.Sorted() is { Iterations.Length: > 0 } points)
                    ends[key.Run] = new((points.Iterations[0], points.Values[0]), (points.Iterations[^1], points.Values[^1]));
        return ends;
    }

    static async Task<IReadOnlyDictionary<Guid, RunAxis>> AxesAsync(TrackerDb db, SeriesComparisonRequest request, CancellationToken cancel)
    {
        Guid[] runs = [.. request.Groups.SelectMany(g => g).Distinct()];
        if (request.Axis == ComparisonAxis.Iteration)
            return runs.ToDictionary(run => run, _ => RunAxis.Iterations);
        var axes = new Dictionary<Guid, RunAxis>();
        if (request.Axis == ComparisonAxis.Phase)
            foreach (var (run, phases) in await RunPhases.OfAsync(db, runs, cancel))
            {
                if (phases.FirstOrDefault(p => p.Name == request.Phase) is { } phase)
                    axes.Add(run, RunAxis.From(phase.FromIteration));
            }
        else
            foreach (var run in runs)
                if (await RunTimeEndpoints.ReadAsync(db, run, cancel) is { } times)
                    axes.Add(run, RunAxis.Seconds(times, request.Axis == ComparisonAxis.Wall ? times.StartedAt.ToUnixTimeMilliseconds() / 1000.0 : 0));
        return axes;
    }

    sealed record SeriesEnds((int Iteration, double Value) First, (int Iteration, double Value) Last);
}
