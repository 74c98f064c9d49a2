using System.Buffers.Binary;
using System.IO.Compression;

namespace Platform.Tracker.Journal;

/// <summary>
/// The streams of a segment. Packed: a version, the number of lines, then each stream with its lengths before and after
/// compression: lengths of the lines' texts, the texts, integers, the 4 planes of singles, the 8 planes of doubles.
/// </summary>
sealed class SegmentStreams
{
    const byte Version = 1;
    const int Quality = 4; // higher ones take several times as long for a few percent
    const int Window = 22;

    readonly MemoryStream _lengths = new();
    readonly MemoryStream _integers = new();
    readonly MemoryStream _singles = new();
    readonly MemoryStream _doubles = new();
    long _integer;

    public MemoryStream Text { get; } = new();

    public void WriteLength(long length) => WriteVarint(_lengths, (ulong)length);

    public void Write(long integer)
    {
        var difference = integer - _integer;
        WriteVarint(_integers, (ulong)(difference << 1 ^ difference >> 63));
        _integer = integer;
    }

    public void Write(float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _singles.Write(bytes);
    }

    public void Write(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _doubles.Write(bytes);
    }

    public ReadOnlySpan<byte> NextText()
    {
        var text = new byte[ReadVarint(_lengths)];
        Text.ReadExactly(text);
        return text;
    }

    public long NextInteger()
    {
        var bits = ReadVarint(_integers);
        return _integer += (long)(bits >> 1) ^ -(long)(bits & 1);
    }

    public float NextSingle()
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        _singles.ReadExactly(bytes);
        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    public double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        _doubles.ReadExactly(bytes);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    public byte[] Pack(int lines)
    {
        var packed = new MemoryStream();
        packed.WriteByte(Version);
        WriteVarint(packed, (ulong)lines);
        foreach (var stream in (MemoryStream[])[_lengths, Text, _integers])
            Compress(stream.GetBuffer().AsSpan(0, (int)stream.Length), packed);
        foreach (var plane in Planes(_singles, sizeof(float)).Concat(Planes(_doubles, sizeof(double))))
            Compress(plane, packed);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not a segment's.</exception>
    public static SegmentStreams Unpack(byte[] packed, out int lines)
    {
        var from = new MemoryStream(packed);
        if (from.ReadByte() != Version)
            throw new InvalidDataException("a journal segment of an unknown version");
        lines = (int)ReadVarint(from);
        var streams = new SegmentStreams();
        foreach (var stream in (MemoryStream[])[streams._lengths, streams.Text, streams._integers])
            stream.Write(Decompress(from));
        Weave(from, sizeof(float), streams._singles);
        Weave(from, sizeof(double), streams._doubles);
        foreach (var stream in (MemoryStream[])[streams._lengths, streams.Text, streams._integers, streams._singles, streams._doubles])
            stream.Position = 0;
        return streams;
    }

    static IEnumerable<byte[]> Planes(MemoryStream numbers, int width)
    {
        var bytes = numbers.ToArray();
        for (var plane = 0; plane < width; plane++)
        {
            var of = new byte[bytes.Length / width];
            for (var i = 0; i < of.Length; i++)
                of[i] = bytes[i * width + plane];
            yield return of;
        }
    }

    static void Weave(MemoryStream from, int width, MemoryStream to)
    {
        byte[]? numbers = null;
        for (var plane = 0; plane < width; plane++)
        {
            var of = Decompress(from);
            numbers ??= new byte[of.Length * width];
            for (var i = 0; i < of.Length; i++)
                numbers[i * width + plane] = of[i];
        }
        to.Write(numbers);
    }

    static void Compress(ReadOnlySpan<byte> bytes, MemoryStream to)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, room, out var length, Quality, Window))
            throw new InvalidOperationException("a stream does not fit into its own upper bound");
        WriteVarint(to, (ulong)bytes.Length);
        WriteVarint(to, (ulong)length);
        to.Write(room.AsSpan(0, length));
    }

    static byte[] Decompress(MemoryStream from)
    {
        var bytes = new byte[ReadVarint(from)];
        var packed = new byte[ReadVarint(from)];
        from.ReadExactly(packed);
        if (!BrotliDecoder.TryDecompress(packed, bytes, out var written) || written != bytes.Length)
            throw new InvalidDataException("a stream of a journal segment cannot be decompressed");
        return bytes;
    }

    static void WriteVarint(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            to.WriteByte((byte)(value | 0x80));
        to.WriteByte((byte)value);
    }

    static ulong ReadVarint(MemoryStream from)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = from.ReadByte();
            if (next < 0)
                throw new InvalidDataException("a journal segment ends early");
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
