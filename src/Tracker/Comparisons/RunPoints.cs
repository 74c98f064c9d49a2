using Platform.Contracts.Api;
using Platform.Tracker.Metrics;

namespace Platform.Tracker.Comparisons;

/// <summary>The points of one run where they lie on the x axis.</summary>
sealed class RunPoints
{
    readonly int[] _iterations;
    readonly RunAxis _axis;

    RunPoints(int[] iterations, double[] y, RunAxis axis, long total)
    {
        (_iterations, _axis, Y, Total) = (iterations, axis, y, total);
        X = Places(iterations);
    }

    public double[] X { get; }
    public double[] Y { get; }
    public long Total { get; }

    public static RunPoints Of(SeriesPart part, RunAxis axis)
    {
        var (iterations, values) = part.Sorted();
        return new(iterations, values, axis, part.Total);
    }

    /// <summary>As a curve of its own: no more than so many points, and every peak.</summary>
    public ComparedSeries Thinned(int most)
    {
        var (iterations, values) = SeriesBuckets.Thin(_iterations, Y, _iterations.Length == 0 ? (0, 0) : (_iterations[0], _iterations[^1]), most);
        return new() { X = Places(iterations), Y = values, Low = [], High = [], Runs = [], Total = Total };
    }

    double[] Places(int[] iterations) => Array.ConvertAll(iterations, _axis.XOf);
}
