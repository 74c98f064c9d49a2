using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>What curves are drawn over, and how an iteration is found on it.</summary>
public sealed class CurveAxis
{
    public const string Epoch = "epoch", Time = "time", Elapsed = "elapsed";

    public static CurveAxis Iterations { get; } = new() { Title = "iteration" };

    public required string Title { get; init; }
    public ChartAxis Kind { get; init; }

    /// <summary>Null for iterations themselves.</summary>
    public Func<int, double>? Place { get; init; }

    /// <summary>The iteration at a place; null where a place may stand for several.</summary>
    public Func<double, double>? IterationAt { get; init; } = place => place;

    /// <summary>Another one where points already placed would be elsewhere.</summary>
    public object? Version { get; init; }

    /// <summary>Places do not grow with the iterations: points have to be put in order.</summary>
    public bool IsMetric => IterationAt is null;

    /// <summary>From the batch size of the configuration and the size of the training split; null where either is not known.</summary>
    public static CurveAxis? Epochs(RunDetail detail)
    {
        if (BatchSize(detail.Config) is not { } batch || detail.SplitSizes.GetValueOrDefault("train") is not (> 0 and var images))
            return null;
        var share = (double)batch / images;
        return new() { Title = "epoch", Place = i => i * share, IterationAt = e => e / share, Version = share };
    }

    public static CurveAxis Since(RunTimes times) => new()
    {
        Title = "time since the start", Kind = ChartAxis.Duration, Version = Elapsed,
        Place = i => Line.At(times.Iterations, times.Seconds, i), IterationAt = s => Line.At(times.Seconds, times.Iterations, s),
    };

    public static CurveAxis Clock(RunTimes times)
    {
        var start = times.StartedAt.ToUnixTimeMilliseconds() / 1000.0;
        return new()
        {
            Title = "time", Kind = ChartAxis.Time, Version = Time,
            Place = i => start + Line.At(times.Iterations, times.Seconds, i), IterationAt = s => Line.At(times.Seconds, times.Iterations, s - start),
        };
    }

    /// <summary>Another metric's value at the same iteration, between its points on the line from one to the next.</summary>
    public static CurveAxis Of(SeriesBuffer metric) => new()
    {
        Title = metric.Name, IterationAt = null, Version = (metric, metric.Epoch, metric.Count),
        Place = i => Line.At(metric.Iterations, metric.Values, i),
    };

    /// <summary>A buffer's curve on this axis.</summary>
    public ChartSeries Draw(SeriesBuffer buffer, double divisor)
    {
        if (!IsMetric)
            return ChartSeries.Of(buffer, divisor, Place, Version);
        var points = buffer.Iterations.Zip(buffer.Values, (i, value) => (X: Place!(i), Y: value / divisor)).Where(p => double.IsFinite(p.X))
            .GroupBy(p => p.X).OrderBy(g => g.Key).Select(g => (X: g.Key, Y: g.Average(p => p.Y))).ToArray();
        return new(buffer.Name, [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]) { Label = MetricGroup.ShortName(buffer.Name) };
    }

    static int? BatchSize(JsonElement config) =>
        Find(config, "batchSize") ?? (config.ValueKind == JsonValueKind.Object && config.TryGetProperty("dataset", out var dataset) ? Find(dataset, "batchSize") : null);

    static int? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number
        && found.TryGetInt32(out var value) && value > 0 ? value : null;
}
