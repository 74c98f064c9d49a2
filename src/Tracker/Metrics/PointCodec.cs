using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Platform.Tracker.Metrics;

/// <summary>
/// How iterations and values are written into blobs, little-endian; the PostgreSQL view <c>metric_points</c> reads the same
/// form. Iterations: kind, count, first, then the step where it is regular, else zigzag varints of the differences. Values:
/// kind, then single precision where every one of them comes back exactly, else double.
/// </summary>
static class PointCodec
{
    public const byte Regular = 0, Irregular = 1;
    public const byte Single = 0, Double = 1;

    const int HeadBytes = 1 + 3 * sizeof(int);

    public static void WriteIterations(MemoryStream to, ReadOnlySpan<int> iterations)
    {
        var step = StepOf(iterations);
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = step == 0 ? Irregular : Regular;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], iterations.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[5..], iterations.Length == 0 ? 0 : iterations[0]);
        BinaryPrimitives.WriteInt32LittleEndian(head[9..], step);
        to.Write(head);
        if (step == 0)
            for (var i = 1; i < iterations.Length; i++)
                WriteVarint(to, (long)iterations[i] - iterations[i - 1]);
    }

    public static int[] ReadIterations(ref ReadOnlySpan<byte> from)
    {
        var iterations = new int[BinaryPrimitives.ReadInt32LittleEndian(from[1..])];
        var first = BinaryPrimitives.ReadInt32LittleEndian(from[5..]);
        var (regular, step) = (from[0] == Regular, BinaryPrimitives.ReadInt32LittleEndian(from[9..]));
        from = from[HeadBytes..];
        for (var i = 0; i < iterations.Length; i++)
            iterations[i] = i == 0 ? first : regular ? iterations[i - 1] + step : (int)(iterations[i - 1] + ReadVarint(ref from));
        return iterations;
    }

    /// <summary>The constant difference of rising iterations; 0 where there is none.</summary>
    public static int StepOf(ReadOnlySpan<int> iterations)
    {
        if (iterations.Length < 2)
            return 1;
        var step = (long)iterations[1] - iterations[0];
        for (var i = 2; i < iterations.Length; i++)
            if ((long)iterations[i] - iterations[i - 1] != step)
                return 0;
        return step is > 0 and <= int.MaxValue ? (int)step : 0;
    }

    public static void WriteValues(MemoryStream to, ReadOnlySpan<double> values)
    {
        var single = AreSingle(values);
        to.WriteByte(single ? Single : Double);
        if (!single)
        {
            to.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        var singles = new float[values.Length];
        for (var i = 0; i < singles.Length; i++)
            singles[i] = (float)values[i];
        to.Write(MemoryMarshal.AsBytes(singles.AsSpan()));
    }

    public static double[] ReadValues(ref ReadOnlySpan<byte> from, int count)
    {
        var single = from[0] == Single;
        var bytes = from.Slice(1, count * (single ? sizeof(float) : sizeof(double)));
        from = from[(1 + bytes.Length)..];
        if (!single)
            return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        var values = new double[count];
        var singles = MemoryMarshal.Cast<byte, float>(bytes);
        for (var i = 0; i < values.Length; i++)
            values[i] = singles[i];
        return values;
    }

    /// <summary>How many bytes <see cref="WriteValues"/> made, read from the first of them.</summary>
    public static int ValueBytes(ReadOnlySpan<byte> from, int count) => 1 + count * (from[0] == Single ? sizeof(float) : sizeof(double));

    static bool AreSingle(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if ((float)value != value && !double.IsNaN(value))
                return false;
        return true;
    }

    static void WriteVarint(MemoryStream to, long value)
    {
        var bits = (ulong)(value << 1 ^ value >> 63);
        for (; bits >= 0x80; bits >>= 7)
            to.WriteByte((byte)(bits | 0x80));
        to.WriteByte((byte)bits);
    }

    static long ReadVarint(ref ReadOnlySpan<byte> from)
    {
        ulong bits = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from[0];
            from = from[1..];
            bits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)(bits >> 1) ^ -(long)(bits & 1);
        }
    }
}
