namespace Platform.Tracker.Metrics;

/// <summary>Points of one metric, growing. Arrays of its own: a long series is handed on without a copy.</summary>
sealed class PointList(int capacity = 0)
{
    int[] _iterations = new int[capacity];
    double[] _values = new double[capacity];

    public int Count { get; private set; }
    public ReadOnlySpan<int> Iterations => _iterations.AsSpan(0, Count);
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    public void Add(int iteration, double value)
    {
        Reserve(1);
        (_iterations[Count], _values[Count]) = (iteration, value);
        Count++;
    }

    public void Add(MetricColumns entry, MetricColumn column)
    {
        var (iterations, values) = entry.PointsOf(column);
        Add(iterations, values);
    }

    public void Add(ReadOnlySpan<int> iterations, ReadOnlySpan<double> values)
    {
        Reserve(values.Length);
        iterations.CopyTo(_iterations.AsSpan(Count));
        values.CopyTo(_values.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>Makes room for so many more.</summary>
    public void Reserve(int more)
    {
        if (Count + more <= _iterations.Length)
            return;
        var length = Math.Max(Count + more, 2 * _iterations.Length);
        Array.Resize(ref _iterations, length);
        Array.Resize(ref _values, length);
    }

    /// <summary>In order of iteration, those of the same in the order they came. The list is not used afterwards.</summary>
    public (int[] Iterations, double[] Values) Sorted()
    {
        Array.Resize(ref _iterations, Count);
        Array.Resize(ref _values, Count);
        if (IsSorted(_iterations))
            return (_iterations, _values);
        // Rare: a producer that logs iterations out of order.
        var order = Enumerable.Range(0, Count).OrderBy(i => _iterations[i]).ToArray();
        return ([.. order.Select(i => _iterations[i])], [.. order.Select(i => _values[i])]);
    }

    public static bool IsSorted(ReadOnlySpan<int> iterations)
    {
        for (var i = 1; i < iterations.Length; i++)
            if (iterations[i] < iterations[i - 1])
                return false;
        return true;
    }
}
