using System.Runtime.InteropServices;

namespace Platform.Tracker.Metrics;

/// <summary>Points of one metric, growing.</summary>
sealed class PointList(int capacity = 0)
{
    readonly List<int> _iterations = new(capacity);
    readonly List<double> _values = new(capacity);

    public int Count => _iterations.Count;
    public IReadOnlyList<int> Iterations => _iterations;
    public IReadOnlyList<double> Values => _values;
    public ReadOnlySpan<int> IterationSpan => CollectionsMarshal.AsSpan(_iterations);
    public ReadOnlySpan<double> ValueSpan => CollectionsMarshal.AsSpan(_values);

    public void Add(int iteration, double value)
    {
        _iterations.Add(iteration);
        _values.Add(value);
    }

    public void Add(MetricColumns entry, MetricColumn column)
    {
        for (var row = 0; row < column.Values.Length; row++)
            if (column.Has(row))
                Add(entry.Iterations[row], column.Values[row]);
    }

    public void Add(ReadOnlySpan<int> iterations, ReadOnlySpan<double> values)
    {
        _iterations.AddRange(iterations);
        _values.AddRange(values);
    }

    /// <summary>In order of iteration, those of the same in the order they came.</summary>
    public (int[] Iterations, double[] Values) Sorted()
    {
        int[] iterations = [.. _iterations];
        double[] values = [.. _values];
        if (!IsSorted(iterations))
        {
            // Rare: a producer that logs iterations out of order.
            var order = Enumerable.Range(0, iterations.Length).OrderBy(i => _iterations[i]).ToArray();
            iterations = [.. order.Select(i => _iterations[i])];
            values = [.. order.Select(i => _values[i])];
        }
        return (iterations, values);
    }

    static bool IsSorted(ReadOnlySpan<int> iterations)
    {
        for (var i = 1; i < iterations.Length; i++)
            if (iterations[i] < iterations[i - 1])
                return false;
        return true;
    }
}
