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

    /// <param name="part">The points of the range.</param>
    /// <param name="before">The last one before it, where there is one.</param>
    /// <param name="after">The first one after it.</param>
    /// <param name="axis">Where iterations lie.</param>
    public static RunPoints Of(SeriesPart part, (int Iteration, double Value)? before, (int Iteration, double Value)? after, RunAxis axis)
    {
        var (iterations, values) = part.Sorted();
        if (before is { } first)
            (iterations, values) = ([first.Iteration, .. iterations], [first.Value, .. values]);
        if (after is { } last)
            (iterations, values) = ([.. iterations, last.Iteration], [.. values, last.Value]);
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
