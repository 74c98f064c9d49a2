using System.Runtime.InteropServices;

namespace Platform.Dashboard.Charts;

/// <summary>What a browser's chart already has, so that only what is new crosses to it.</summary>
sealed class SentPoints
{
    Dictionary<string, (object Version, int Count)> _sent = new(StringComparer.Ordinal);

    /// <summary>The curves in order, each with the points the browser lacks; counts them as sent.</summary>
    public IReadOnlyList<SeriesChange> Next(IReadOnlyList<ChartSeries> series)
    {
        var now = new Dictionary<string, (object, int)>(StringComparer.Ordinal);
        var changes = new SeriesChange[series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            var one = series[i];
            var version = one.Version ?? one.X;
            var known = _sent.GetValueOrDefault(one.Name);
            var append = Equals(known.Version, version) && known.Count <= one.X.Count;
            changes[i] = Change(one, one.Style ?? SeriesStyle.Of(i), append ? known.Count : 0, append);
            now[one.Name] = (version, one.X.Count);
        }
        _sent = now;
        return changes;
    }

    static SeriesChange Change(ChartSeries series, SeriesStyle style, int start, bool append) => new(
        series.Name, series.Label ?? series.Name, style.Color, style.Dash, style.Marker, append,
        Pack(series.X, start), Pack(series.Y, start), series.Low is { } low ? Pack(low, start) : null, series.High is { } high ? Pack(high, start) : null);

    /// <summary>4 bytes a number where nothing is lost that a chart could show: whole numbers as they are (i), fractions as singles (f); else 8 (d).</summary>
    static PackedNumbers Pack(IReadOnlyList<double> numbers, int start)
    {
        var tail = new double[numbers.Count - start];
        var (whole, small) = (true, true);
        for (var i = 0; i < tail.Length; i++)
        {
            var number = tail[i] = numbers[start + i];
            whole &= number == (int)number;
            small &= !double.IsFinite(number) || number == 0 || Math.Abs(number) is > 1e-30 and < 1e6;
        }
        return whole ? new("i", Bytes(Array.ConvertAll(tail, n => (int)n))) : small ? new("f", Bytes(Array.ConvertAll(tail, n => (float)n))) : new("d", Bytes(tail));
    }

    // byte[] crosses as it is; numbers would cross as text
    static byte[] Bytes<T>(T[] numbers) where T : unmanaged => MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();
}

sealed record SeriesChange(
    string Name, string Label, int Color, int Dash, int? Marker, bool Append, PackedNumbers X, PackedNumbers Y, PackedNumbers? Low, PackedNumbers? High);

sealed record PackedNumbers(string Form, byte[] Bytes);
