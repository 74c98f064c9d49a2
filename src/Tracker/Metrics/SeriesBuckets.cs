namespace Platform.Tracker.Metrics;

/// <summary>Thins series out without losing a peak: first, last, and of each bucket of iterations the smallest and largest point.</summary>
static class SeriesBuckets
{
    /// <summary>The fewest points a series can be thinned out to: both ends and one bucket.</summary>
    public const int FewestPoints = 4;

    /// <summary>Buckets for so many points.</summary>
    public static int CountFor(int maxPoints) => (maxPoints - 2) / 2;

    /// <param name="iterations">In order.</param>
    /// <param name="values">As many.</param>
    /// <param name="range">Bucket edges are shared by all series drawn together, so that their peaks line up.</param>
    /// <param name="maxPoints">At least <see cref="FewestPoints"/>; null for all.</param>
    public static (int[] Iterations, double[] Values) Thin(int[] iterations, double[] values, (int From, int To) range, int? maxPoints)
    {
        if (maxPoints is not { } most || iterations.Length <= most)
            return (iterations, values);
        var chosen = Choose(iterations, values, range, CountFor(most));
        var (thinIterations, thinValues) = (new int[chosen.Count], new double[chosen.Count]);
        for (var i = 0; i < chosen.Count; i++)
            (thinIterations[i], thinValues[i]) = (iterations[chosen[i]], values[chosen[i]]);
        return (thinIterations, thinValues);
    }

    static List<int> Choose(int[] iterations, double[] values, (int From, int To) range, int buckets)
    {
        var last = iterations.Length - 1;
        var scale = buckets / ((double)range.To - range.From + 1);
        var chosen = new List<int>(2 * buckets + 2) { 0 };
        for (var start = 1; start < last;)
        {
            var bucket = (int)(((double)iterations[start] - range.From) * scale);
            var (low, high, end) = (start, start, start + 1);
            for (; end < last && (int)(((double)iterations[end] - range.From) * scale) == bucket; end++)
            {
                // NaN is neither, but a bucket of nothing else shows it.
                if (values[end] < values[low] || double.IsNaN(values[low]))
                    low = end;
                if (values[end] > values[high] || double.IsNaN(values[high]))
                    high = end;
            }
            chosen.Add(Math.Min(low, high));
            if (low != high)
                chosen.Add(Math.Max(low, high));
            start = end;
        }
        chosen.Add(last);
        return chosen;
    }
}
