using Platform.Contracts.Api;

namespace Platform.Dashboard.Charts;

/// <summary>
/// The points of one curve, grown from a cursor. When it holds twice as many as a chart can show, neighbours are merged into
/// their smallest and largest, so that a long run never has to be fetched again and no peak is lost.
/// </summary>
public sealed class SeriesBuffer(string name)
{
    /// <summary>Two points a bucket, about one bucket a pixel of a wide chart.</summary>
    public const int MaxPoints = 2000;

    readonly List<int> _iterations = [];
    readonly List<double> _values = [];

    public string Name => name;
    public IReadOnlyList<int> Iterations => _iterations;
    public IReadOnlyList<double> Values => _values;
    public int Count => _iterations.Count;

    /// <summary>Changes when points already handed out changed; otherwise points were only appended.</summary>
    public int Epoch { get; private set; }

    /// <summary>The iteration to ask after; null before the first point.</summary>
    public int? Cursor => _iterations.Count == 0 ? null : _iterations[^1];

    /// <summary>Appends points; those at or before the cursor are already here.</summary>
    public void Append(MetricSeries series)
    {
        var cursor = Cursor ?? int.MinValue;
        for (var i = 0; i < series.Iterations.Count; i++)
            if (series.Iterations[i] > cursor)
            {
                _iterations.Add(series.Iterations[i]);
                _values.Add(series.Values[i]);
            }
        if (_iterations.Count > 2 * MaxPoints)
            Merge();
    }

    void Merge()
    {
        var (iterations, values) = (_iterations.ToArray(), _values.ToArray());
        var mergeable = iterations.Length - 1;      // the last point is the cursor, and what "last" shows: it stays
        var size = (int)Math.Ceiling(mergeable / (MaxPoints / 2.0));
        _iterations.Clear();
        _values.Clear();
        for (var start = 0; start < mergeable; start += size)
        {
            var (low, high) = Extremes(values, start, Math.Min(start + size, mergeable));
            foreach (var i in low == high ? [low] : new[] { Math.Min(low, high), Math.Max(low, high) })
            {
                _iterations.Add(iterations[i]);
                _values.Add(values[i]);
            }
        }
        _iterations.Add(iterations[^1]);
        _values.Add(values[^1]);
        Epoch++;
    }

    // NaN is never an extreme, unless a bucket holds nothing else
    static (int Low, int High) Extremes(double[] values, int from, int to)
    {
        var (low, high) = (from, from);
        for (var i = from + 1; i < to; i++)
        {
            if (values[i] < values[low] || double.IsNaN(values[low]))
                low = i;
            if (values[i] > values[high] || double.IsNaN(values[high]))
                high = i;
        }
        return (low, high);
    }
}
