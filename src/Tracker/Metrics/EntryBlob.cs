using System.Buffers.Binary;
using System.Text;

namespace Platform.Tracker.Metrics;

/// <summary>
/// The columns of one entry as bytes: iterations, then per metric the length of its name, the name, a byte that says whether
/// a mask of the logged rows follows, and the values of those rows.
/// </summary>
static class EntryBlob
{
    public static byte[] Pack(MetricColumns columns)
    {
        using var bytes = new MemoryStream(64 + columns.Points * sizeof(double));
        PointCodec.WriteIterations(bytes, columns.Iterations);
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        foreach (var column in columns.Columns)
        {
            var name = Encoding.UTF8.GetBytes(column.Name);
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)name.Length);
            bytes.Write(length);
            bytes.Write(name);
            bytes.WriteByte(column.Present is null ? (byte)0 : (byte)1);
            if (column.Present is { } present)
                bytes.Write(Mask(present));
            PointCodec.WriteValues(bytes, column.Present is null ? column.Values : Logged(column));
        }
        return bytes.ToArray();
    }

    /// <param name="names">Only these metrics; null for all.</param>
    public static MetricColumns Unpack(byte[] blob, IReadOnlyList<string>? names = null)
    {
        ReadOnlySpan<byte> rest = blob;
        var iterations = PointCodec.ReadIterations(ref rest);
        var columns = new List<MetricColumn>();
        while (rest.Length > 0)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var found = Encoding.UTF8.GetString(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
            var present = ReadMask(ref rest, iterations.Length);
            var count = present?.Count(p => p) ?? iterations.Length;
            if (names is not null && !names.Contains(found))
                rest = rest[PointCodec.ValueBytes(rest, count)..];
            else
                columns.Add(new(found, Spread(PointCodec.ReadValues(ref rest, count), present), present));
        }
        return new() { Iterations = iterations, Columns = columns };
    }

    static byte[] Mask(bool[] present)
    {
        var mask = new byte[(present.Length + 7) / 8];
        for (var i = 0; i < present.Length; i++)
            if (present[i])
                mask[i / 8] |= (byte)(1 << i % 8);
        return mask;
    }

    static bool[]? ReadMask(ref ReadOnlySpan<byte> from, int rows)
    {
        var masked = from[0] == 1;
        from = from[1..];
        if (!masked)
            return null;
        var present = new bool[rows];
        for (var i = 0; i < rows; i++)
            present[i] = (from[i / 8] >> i % 8 & 1) == 1;
        from = from[((rows + 7) / 8)..];
        return present;
    }

    static double[] Logged(MetricColumn column) => [.. column.Values.Where((_, row) => column.Has(row))];

    static double[] Spread(double[] values, bool[]? present)
    {
        if (present is null)
            return values;
        var spread = new double[present.Length];
        for (int row = 0, next = 0; row < present.Length; row++)
            if (present[row])
                spread[row] = values[next++];
        return spread;
    }
}
