using System.Buffers;
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
        var to = new ArrayBufferWriter<byte>(64 + series.Sum(s => 128 + 12 * s.Series.Values.Count));
        var head = to.GetSpan(HeadBytes);
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], series.Count);
        to.Advance(HeadBytes);
        foreach (var one in series)
            Write(one, to);
        return to.WrittenSpan.ToArray();
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

    static void Write(RunSeries one, ArrayBufferWriter<byte> to)
    {
        int[] iterations = [.. one.Series.Iterations];
        double[] values = [.. one.Series.Values];
        var single = values.All(v => (float)v == v || double.IsNaN(v));
        var name = Encoding.UTF8.GetBytes(one.Series.Name);
        var head = to.GetSpan(SeriesBytes);
        one.RunId.TryWriteBytes(head, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], one.Series.Total);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], values.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[28..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[30..], single ? (ushort)sizeof(float) : (ushort)sizeof(double));
        to.Advance(SeriesBytes);
        WriteAligned(to, name);
        WriteAligned(to, MemoryMarshal.AsBytes(iterations.AsSpan()));
        WriteAligned(to, single ? MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (float)v).AsSpan()) : MemoryMarshal.AsBytes(values.AsSpan()));
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
        var values = width == sizeof(double)
            ? MemoryMarshal.Cast<byte, double>(column).ToArray()
            : Array.ConvertAll(MemoryMarshal.Cast<byte, float>(column).ToArray(), v => (double)v);
        return new(new(head[..16], bigEndian: true), new()
        {
            Name = name, Iterations = iterations, Values = values, Total = BinaryPrimitives.ReadInt64LittleEndian(head[16..]),
        });
    }

    // typed arrays of a browser begin at multiples of their width
    static void WriteAligned(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        var padded = (bytes.Length + Alignment - 1) / Alignment * Alignment;
        var room = to.GetSpan(padded)[..padded];
        room.Clear();
        bytes.CopyTo(room);
        to.Advance(padded);
    }

    static ReadOnlySpan<byte> ReadAligned(ReadOnlySpan<byte> bytes, int length, ref int at)
    {
        var read = bytes.Slice(at, length);
        at += (length + Alignment - 1) / Alignment * Alignment;
        return read;
    }
}
