using Platform.Contracts.Api;
using Platform.Tracker.Metrics;

namespace Platform.Tracker.Comparisons;

/// <summary>The points of one run where they lie on the x axis.</summary>
sealed class RunPoints
{
    RunPoints(double[] x, double[] y, long total) => (X, Y, Total) = (x, y, total);

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
        return new(Array.ConvertAll(iterations, axis.XOf), values, part.Total);
    }

    /// <summary>As a curve of its own: its points, or where there are more than buckets the mean of each, and a band from the smallest to the largest.</summary>
    public ComparedSeries Alone(Buckets buckets)
    {
        if (X.Length <= buckets.Count)
            return new() { X = X, Y = Y, Low = [], High = [], Runs = [], Total = Total };
        var count = buckets.Count;
        var (sums, low, high, counts) = (new double[count], new double[count], new double[count], new int[count]);
        for (var i = 0; i < X.Length; i++)
        {
            if (double.IsNaN(Y[i]) || buckets.Of(X[i]) is not (>= 0 and var at))
                continue;
            (low[at], high[at]) = counts[at] == 0 ? (Y[i], Y[i]) : (Math.Min(low[at], Y[i]), Math.Max(high[at], Y[i]));
            sums[at] += Y[i];
            counts[at]++;
        }
        var kept = Enumerable.Range(0, count).Where(b => counts[b] > 0).ToArray();
        return new()
        {
            X = [.. kept.Select(buckets.Middle)], Y = [.. kept.Select(b => sums[b] / counts[b])], Low = [.. kept.Select(b => low[b])],
            High = [.. kept.Select(b => high[b])], Runs = [.. kept.Select(_ => 1)], Total = Total,
        };
    }
}
