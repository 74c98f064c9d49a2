using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>What a stretch of points changes in a metric's total.</summary>
sealed class MetricDelta
{
    public long Count { get; private set; }
    public int LastIteration { get; private set; }
    public double? Last { get; private set; }
    public double? Min { get; private set; }
    public int MinIteration { get; private set; }
    public double? Max { get; private set; }
    public int MaxIteration { get; private set; }

    public void Add(MetricColumns entry, MetricColumn column)
    {
        var (iterations, values) = entry.PointsOf(column);
        Add(iterations, values);
    }

    public void Add(ReadOnlySpan<int> iterations, ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
            return;
        Count += values.Length;
        LastIteration = iterations[^1];
        Last = StoredForm.Number(values[^1]);
        var (min, max) = (Min ?? double.NaN, Max ?? double.NaN);
        var (low, high) = (-1, -1);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value < min || double.IsNaN(min) && !double.IsNaN(value))
                (min, low) = (value, i);
            if (value > max || double.IsNaN(max) && !double.IsNaN(value))
                (max, high) = (value, i);
        }
        if (low >= 0)
            (Min, MinIteration) = (min, iterations[low]);
        if (high >= 0)
            (Max, MaxIteration) = (max, iterations[high]);
    }

    /// <summary>All of a chunk, from its row.</summary>
    public void Add(ChunkHead chunk)
    {
        Count += chunk.Count;
        (LastIteration, Last) = (chunk.LastIteration, chunk.Last);
        if (chunk.Min is { } min && !(Min <= min))
            (Min, MinIteration) = (min, chunk.MinIteration);
        if (chunk.Max is { } max && !(Max >= max))
            (Max, MaxIteration) = (max, chunk.MaxIteration);
    }
}
