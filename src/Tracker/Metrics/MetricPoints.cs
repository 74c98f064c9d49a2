using Platform.Tracker.Runs;

namespace Platform.Tracker.Metrics;

/// <summary>Points of one metric in order of iteration.</summary>
sealed class MetricPoints
{
    public static readonly MetricPoints None = new() { Iterations = [], Values = [] };

    public required IReadOnlyList<int> Iterations { get; init; }
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The chunks' points that no resume superseded and that lie in the range, both ends inclusive.</summary>
    public static MetricPoints Visible(IReadOnlyList<MetricChunk> chunks, Supersession visible, int from = int.MinValue, int to = int.MaxValue)
    {
        var iterations = new List<int>(chunks.Sum(c => c.Count));
        var values = new List<double>(iterations.Capacity);
        var sorted = true;
        foreach (var chunk in chunks)
        {
            var last = Math.Min(to, visible.LastOf(chunk.Attempt));
            for (var i = 0; i < chunk.Iterations.Length; i++)
            {
                var iteration = chunk.Iterations[i];
                if (iteration < from || iteration > last)
                    continue;
                sorted &= iterations.Count == 0 || iterations[^1] <= iteration;
                iterations.Add(iteration);
                values.Add(chunk.Values[i]);
            }
        }
        return sorted ? new() { Iterations = iterations, Values = values } : Sorted(iterations, values);
    }

    // Rare: a producer that logs iterations out of order.
    static MetricPoints Sorted(List<int> iterations, List<double> values)
    {
        var order = Enumerable.Range(0, iterations.Count).OrderBy(i => iterations[i]).ToArray();
        return new() { Iterations = [.. order.Select(i => iterations[i])], Values = [.. order.Select(i => values[i])] };
    }
}
