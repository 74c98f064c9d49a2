using System.Buffers.Binary;

namespace Platform.Tracker.Imports;

/// <summary>Why an event file gives no further record.</summary>
enum EventFileEnd { Whole, Truncated, Damaged }

/// <summary>
/// The records of a TensorBoard event file, one at a time in one buffer. A record: its length (64 bits, little endian) and that
/// one's checksum, the data and its checksum.
/// </summary>
sealed class EventFile(Stream stream)
{
    const int HeaderLength = 12;

    /// <summary>A longer record, a large picture, is stepped over.</summary>
    public const int LongestRecord = 1 << 26;

    readonly byte[] _header = new byte[HeaderLength];
    byte[] _buffer = new byte[1 << 16];

    /// <summary>Of the record that is read next.</summary>
    public long Offset { get; private set; }

    /// <summary>1-based, of the record read last.</summary>
    public int Record { get; private set; }

    /// <summary>How reading ended, once there is no more.</summary>
    public EventFileEnd End { get; private set; }

    public static bool LooksLikeOne(ReadOnlySpan<byte> head) => head.Length >= HeaderLength && IsLength(head);

    static bool IsLength(ReadOnlySpan<byte> header) =>
        Checksums.MaskedCrc32C(header[..8]) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);

    /// <summary>The next record; false at the end. Valid until the next call; empty where it was stepped over (then <paramref name="skipped"/> is its length).</summary>
    /// <param name="data">The record.</param>
    /// <param name="skipped">0, or how many bytes were not kept.</param>
    /// <param name="intact">Whether the data's checksum is right.</param>
    public bool Next(out ReadOnlyMemory<byte> data, out long skipped, out bool intact)
    {
        (data, skipped, intact) = (default, 0, true);
        var read = stream.ReadAtLeast(_header, HeaderLength, throwOnEndOfStream: false);
        if (read < HeaderLength)
            return Ended(read == 0 ? EventFileEnd.Whole : EventFileEnd.Truncated);
        if (!IsLength(_header))
            return Ended(EventFileEnd.Damaged); // where the next one begins is not known
        var length = BinaryPrimitives.ReadUInt64LittleEndian(_header);
        if (length > LongestRecord)
            return Skip(length, out skipped);
        var whole = (int)length + 4;
        if (_buffer.Length < whole)
            _buffer = new byte[Math.Max(whole, 2 * _buffer.Length)];
        if (stream.ReadAtLeast(_buffer.AsSpan(0, whole), whole, throwOnEndOfStream: false) < whole)
            return Ended(EventFileEnd.Truncated);
        data = _buffer.AsMemory(0, (int)length);
        intact = Checksums.MaskedCrc32C(data.Span) == BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan((int)length));
        return Counted(length);
    }

    bool Skip(ulong length, out long skipped)
    {
        skipped = 0;
        if (length > long.MaxValue / 2)
            return Ended(EventFileEnd.Damaged);
        for (var left = (long)length + 4; left > 0;)
        {
            var read = stream.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length));
            if (read == 0)
                return Ended(EventFileEnd.Truncated);
            left -= read;
        }
        skipped = (long)length;
        return Counted(length);
    }

    bool Counted(ulong length)
    {
        Offset += HeaderLength + (long)length + 4;
        Record++;
        return true;
    }

    bool Ended(EventFileEnd end)
    {
        End = end;
        return false;
    }
}
