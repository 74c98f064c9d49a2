using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Platform.Contracts.Api;

/// <summary>
/// Series as columns of bytes, for charts: a tenth of their JSON and next to nothing to read. docs/messages.md describes
/// the form. Values travel in single precision where every one of a series comes back exactly, else in double.
/// </summary>
public static class SeriesBinary
{
    /// <summary>Asked for with <c>Accept</c>.</summary>
    public const string ContentType = "application/vnd.platform.series";

    const int HeadBytes = 8, SeriesBytes = 32, Alignment = 8;
    static ReadOnlySpan<byte> Magic => "PSR1"u8;

    public static byte[] Write(IReadOnlyList<RunSeries> series)
    {
        var columns = series.Select(s => new Columns(s)).ToArray();
        var bytes = new byte[HeadBytes + columns.Sum(c => c.Bytes)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), series.Count);
        var rest = bytes.AsSpan(HeadBytes);
        foreach (var one in columns)
        {
            one.Write(rest);
            rest = rest[one.Bytes..];
        }
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not in this form.</exception>
    public static IReadOnlyList<RunSeries> Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
            throw new InvalidDataException($"not {ContentType}: it does not begin with PSR1");
        var series = new RunSeries[BinaryPrimitives.ReadInt32LittleEndian(bytes[4..])];
        var at = HeadBytes;
        for (var i = 0; i < series.Length; i++)
            series[i] = ReadOne(bytes, ref at);
        return series;
    }

    static RunSeries ReadOne(ReadOnlySpan<byte> bytes, ref int at)
    {
        var head = bytes.Slice(at, SeriesBytes);
        at += SeriesBytes;
        var count = BinaryPrimitives.ReadInt32LittleEndian(head[24..]);
        var width = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        var name = Encoding.UTF8.GetString(ReadAligned(bytes, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]), ref at));
        var iterations = MemoryMarshal.Cast<byte, int>(ReadAligned(bytes, count * sizeof(int), ref at)).ToArray();
        var column = ReadAligned(bytes, count * width, ref at);
        var values = width == sizeof(double) ? MemoryMarshal.Cast<byte, double>(column).ToArray() : Widened(MemoryMarshal.Cast<byte, float>(column));
        return new(new(head[..16], bigEndian: true), new()
        {
            Name = name, Iterations = iterations, Values = values, Total = BinaryPrimitives.ReadInt64LittleEndian(head[16..]),
        });
    }

    static double[] Widened(ReadOnlySpan<float> singles)
    {
        var values = new double[singles.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = singles[i];
        return values;
    }

    // typed arrays of a browser begin at multiples of their width
    static int Padded(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    static ReadOnlySpan<byte> ReadAligned(ReadOnlySpan<byte> bytes, int length, ref int at)
    {
        var read = bytes.Slice(at, length);
        at += Padded(length);
        return read;
    }

    /// <summary>A series on its way into bytes.</summary>
    sealed class Columns(RunSeries one)
    {
        readonly byte[] _name = Encoding.UTF8.GetBytes(one.Series.Name);
        readonly int[] _iterations = one.Series.Iterations as int[] ?? [.. one.Series.Iterations];
        readonly double[] _values = one.Series.Values as double[] ?? [.. one.Series.Values];
        int _width;

        public int Bytes => SeriesBytes + Padded(_name.Length) + Padded(_iterations.Length * sizeof(int)) + Padded(_values.Length * Width);

        int Width => _width > 0 ? _width : _width = AreSingle(_values) ? sizeof(float) : sizeof(double);

        public void Write(Span<byte> to)
        {
            one.RunId.TryWriteBytes(to, bigEndian: true, out _);
            BinaryPrimitives.WriteInt64LittleEndian(to[16..], one.Series.Total);
            BinaryPrimitives.WriteInt32LittleEndian(to[24..], _values.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(to[28..], (ushort)_name.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(to[30..], (ushort)Width);
            _name.CopyTo(to[SeriesBytes..]);
            to = to[(SeriesBytes + Padded(_name.Length))..];
            MemoryMarshal.AsBytes(_iterations.AsSpan()).CopyTo(to);
            to = to[Padded(_iterations.Length * sizeof(int))..];
            if (Width == sizeof(double))
            {
                MemoryMarshal.AsBytes(_values.AsSpan()).CopyTo(to);
                return;
            }
            var singles = MemoryMarshal.Cast<byte, float>(to[..(_values.Length * sizeof(float))]);
            for (var i = 0; i < _values.Length; i++)
                singles[i] = (float)_values[i];
        }

        static bool AreSingle(double[] values)
        {
            foreach (var value in values)
                if ((float)value != value && !double.IsNaN(value))
                    return false;
            return true;
        }
    }
}
