using Platform.Contracts.Api;

namespace Platform.Tracker.Metrics;

/// <summary>Thins series out without losing a peak: first, last, and of each bucket of iterations the smallest and largest point.</summary>
static class SeriesBuckets
{
    /// <summary>The fewest points a series can be thinned out to: both ends and one bucket.</summary>
    public const int FewestPoints = 4;

    /// <param name="name">The metric.</param>
    /// <param name="points">In order of iteration.</param>
    /// <param name="range">Bucket edges are shared by all series drawn together, so that their peaks line up.</param>
    /// <param name="maxPoints">At least <see cref="FewestPoints"/>; null for all.</param>
    public static MetricSeries Thin(string name, MetricPoints points, (int From, int To) range, int? maxPoints)
    {
        if (maxPoints is not { } most || points.Iterations.Count <= most)
            return new() { Name = name, Iterations = points.Iterations, Values = points.Values, Total = points.Iterations.Count };
        var iterations = new List<int>(most);
        var values = new List<double>(most);
        foreach (var i in Chosen(points, range, (most - 2) / 2))
        {
            iterations.Add(points.Iterations[i]);
            values.Add(points.Values[i]);
        }
        return new() { Name = name, Iterations = iterations, Values = values, Total = points.Iterations.Count };
    }

    static IEnumerable<int> Chosen(MetricPoints points, (int From, int To) range, int buckets)
    {
        var last = points.Iterations.Count - 1;
        var width = ((double)range.To - range.From + 1) / buckets;
        yield return 0;
        for (var start = 1; start < last;)
        {
            var bucket = BucketOf(points.Iterations[start]);
            var (low, high, end) = (start, start, start + 1);
            for (; end < last && BucketOf(points.Iterations[end]) == bucket; end++)
            {
                // NaN is neither, but a bucket of nothing else shows it.
                if (points.Values[end] < points.Values[low] || double.IsNaN(points.Values[low]))
                    low = end;
                if (points.Values[end] > points.Values[high] || double.IsNaN(points.Values[high]))
                    high = end;
            }
            yield return Math.Min(low, high);
            if (low != high)
                yield return Math.Max(low, high);
            start = end;
        }
        yield return last;

        int BucketOf(int iteration) => (int)(((double)iteration - range.From) / width);
    }
}
