using System.Buffers.Binary;
using System.Text;
using Platform.Contracts;

namespace Platform.Trainer.Weights;

/// <summary>The bytes of a pickle and where in them we are. Running over the end, or a length that cannot be, is an error.</summary>
sealed class PickleSource(Stream stream, long length, string file)
{
    const int MaxLineBytes = 4096;

    readonly byte[] _number = new byte[8];

    public long Position { get; private set; }

    public byte Byte() => Bytes(_number.AsSpan(0, 1))[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(_number.AsSpan(0, 2)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(_number.AsSpan(0, 4)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(_number.AsSpan(0, 8)));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(_number.AsSpan(0, 8)));

    public byte[] Bytes(long count)
    {
        if (count < 0 || count > Math.Min(length - Position, Array.MaxLength))
            throw Error($"says that {count} bytes follow at byte {Position}, but {length - Position} do");
        return Bytes(new byte[count]).ToArray();
    }

    public string Text(long count) => Encoding.UTF8.GetString(Bytes(count));

    /// <summary>Up to a line feed, which is dropped.</summary>
    public string Line()
    {
        var line = new List<byte>();
        while (Byte() is var next && next != '\n')
        {
            if (line.Count == MaxLineBytes)
                throw Error($"holds a line of more than {MaxLineBytes} bytes before byte {Position}");
            line.Add(next);
        }
        return Encoding.UTF8.GetString([.. line]);
    }

    public void Skip(long count)
    {
        if (count < 0 || count > length - Position)
            throw Error($"says that {count} bytes follow at byte {Position}, but {length - Position} do");
        stream.Seek(count, SeekOrigin.Current);
        Position += count;
    }

    public UserErrorException Error(string what, Exception? inner = null) =>
        new($"{file}: not a weights file we can read: it {what}", inner);

    Span<byte> Bytes(Span<byte> target)
    {
        if (stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
            throw Error($"ends within a pickle, after byte {Position}");
        Position += target.Length;
        return target;
    }
}
