using System.Buffers.Binary;

namespace Platform.Tracker.Imports;

/// <summary>
/// The records of a <c>.wandb</c> file: a header of 7 bytes, then blocks of 32 KiB (the header counts to the first) with pieces of
/// records, each behind a checksum, a length and a type. Damage costs the record it is in; reading goes on at the next block.
/// </summary>
sealed class WandbFile(Stream stream)
{
    const int BlockLength = 32 * 1024;
    const int FileHeader = 7;
    const int PieceHeader = 7;
    const int LongestRecord = 1 << 28;
    const int Full = 1, First = 2, Middle = 3, Last = 4;

    readonly byte[] _block = new byte[BlockLength];
    readonly MemoryStream _record = new();
    int _at;
    int _length;
    bool _started;
    bool _isOpen;

    /// <summary>1-based, of the record read last.</summary>
    public int Record { get; private set; }

    /// <summary>Whether the header is that of a version that is known.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>The next record; false at the end. Valid until the next call.</summary>
    /// <param name="data">The record; empty where <paramref name="problem"/> says why.</param>
    /// <param name="problem">What was wrong; null for a whole record.</param>
    public bool Next(out ReadOnlyMemory<byte> data, out string? problem)
    {
        (data, problem) = (default, null);
        while (true)
        {
            if (_length - _at < PieceHeader && !Fill())
            {
                if (!_isOpen)
                    return false;
                return Problem("the file ends within it; it may still be being written", out problem);
            }
            if (_length - _at < PieceHeader)
                return Problem("the file ends within the header of a piece", out problem);
            var header = _block.AsSpan(_at, PieceHeader);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
            var type = header[6];
            if (type == 0 && length == 0)
            {
                _at = _length; // room set aside, not written
                continue;
            }
            if (length > _length - _at - PieceHeader)
                return Skip(_length < BlockLength ? "the file ends within it; it may still be being written" : "a piece ends past its block", out problem);
            var piece = _block.AsSpan(_at + PieceHeader, length);
            if (Checksums.Crc32(type, piece) != BinaryPrimitives.ReadUInt32LittleEndian(header))
                return Skip("the checksum of a piece is wrong: data loss up to the next block", out problem);
            _at += PieceHeader + length;
            if (Add(type, piece) is { } wrong)
                return Problem(wrong, out problem);
            if (type is Full or Last)
                return Whole(out data);
        }
    }

    string? Add(int type, ReadOnlySpan<byte> piece)
    {
        var begins = type is Full or First;
        if (type is < Full or > Last)
            return $"a piece has the unknown type {type}";
        if (begins == _isOpen)
        {
            var lost = begins ? "its end is missing" : "its beginning is missing";
            _isOpen = false;
            _record.SetLength(0);
            if (!begins)
                return lost;
        }
        if (begins)
            _record.SetLength(0);
        if (_record.Length + piece.Length > LongestRecord)
            return "it is longer than any record";
        _record.Write(piece);
        _isOpen = type is First or Middle;
        return null;
    }

    bool Whole(out ReadOnlyMemory<byte> data)
    {
        Record++;
        data = _record.GetBuffer().AsMemory(0, (int)_record.Length);
        return true;
    }

    bool Skip(string why, out string? problem)
    {
        _at = _length;
        return Problem(why, out problem);
    }

    bool Problem(string why, out string? problem)
    {
        Record++;
        _isOpen = false;
        problem = why;
        return true;
    }

    bool Fill()
    {
        var start = 0;
        if (!_started)
        {
            _started = true;
            start = FileHeader;
            if (stream.ReadAtLeast(_block.AsSpan(0, FileHeader), FileHeader, throwOnEndOfStream: false) < FileHeader)
                return false;
            IsKnown = BinaryPrimitives.ReadUInt16LittleEndian(_block.AsSpan(4)) == 0xBEE1 && _block[6] == 0;
        }
        var wanted = BlockLength - start;
        var read = stream.ReadAtLeast(_block.AsSpan(start), wanted, throwOnEndOfStream: false);
        (_at, _length) = (start, start + read);
        return read > 0;
    }
}
