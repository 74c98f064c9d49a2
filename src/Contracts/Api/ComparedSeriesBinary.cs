using System.Runtime.InteropServices;

namespace Platform.Contracts.Api;

/// <summary>Series of a comparison as columns of bytes: "PSC1", how many, and of each the length of its columns, the columns, the total.</summary>
public static class ComparedSeriesBinary
{
    public const string ContentType = "application/vnd.platform.comparison";

    static ReadOnlySpan<byte> Magic => "PSC1"u8;

    public static byte[] Write(IReadOnlyList<ComparedSeries> series)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Magic);
        writer.Write(series.Count);
        foreach (var one in series)
        {
            writer.Write(one.X.Length);
            writer.Write(one.Runs.Length);
            writer.Write(one.Total);
            foreach (var column in new[] { one.X, one.Y, one.Low, one.High })
                writer.Write(MemoryMarshal.AsBytes(column.AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(one.Runs.AsSpan()));
        }
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not in this form.</exception>
    public static IReadOnlyList<ComparedSeries> Read(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(Magic))
            throw new InvalidDataException($"not {ContentType}: it does not begin with PSC1");
        using var reader = new BinaryReader(new MemoryStream(bytes));
        reader.ReadInt32();
        var series = new ComparedSeries[reader.ReadInt32()];
        for (var i = 0; i < series.Length; i++)
        {
            var (points, banded, total) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64());
            series[i] = new()
            {
                X = Column<double>(reader, points), Y = Column<double>(reader, points), Low = Column<double>(reader, banded),
                High = Column<double>(reader, banded), Runs = Column<int>(reader, banded), Total = total,
            };
        }
        return series;
    }

    static T[] Column<T>(BinaryReader reader, int count) where T : unmanaged
    {
        var column = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan()));
        return column;
    }
}
