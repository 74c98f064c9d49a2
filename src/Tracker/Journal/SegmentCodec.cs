using System.Buffers.Text;
using System.Globalization;

namespace Platform.Tracker.Journal;

/// <summary>
/// Journal lines as few bytes, each line byte for byte when unpacked. Nearly all of a journal is numbers: those that are
/// written the one way this program writes them leave a mark in the text, and their value goes, binary, to a stream of its
/// kind (single precision where that is exact); differences of integers to another. Every stream is compressed by itself,
/// floating-point numbers a plane of bytes at a time. Numbers written in any other way stay text.
/// </summary>
static class SegmentCodec
{
    // JSON that was accepted holds none of these: control characters are escaped in it
    const byte SingleMark = 1, DoubleMark = 2, IntegerMark = 3;
    const int LongestNumber = 32;

    public static byte[] Pack(IReadOnlyList<byte[]> lines)
    {
        var streams = new SegmentStreams();
        foreach (var line in lines)
        {
            var before = streams.Text.Length;
            Split(line, streams);
            streams.WriteLength(streams.Text.Length - before);
        }
        return streams.Pack(lines.Count);
    }

    public static IReadOnlyList<byte[]> Unpack(byte[] packed)
    {
        var streams = SegmentStreams.Unpack(packed, out var count);
        var lines = new byte[count][];
        using var line = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            Join(streams, line);
            lines[i] = line.ToArray();
            line.SetLength(0);
        }
        return lines;
    }

    static void Split(ReadOnlySpan<byte> line, SegmentStreams to)
    {
        var kept = 0; // text up to here has been written
        for (var i = 1; i < line.Length; i++)
        {
            if (!StartsNumber(line[i]) || line[i - 1] is not ((byte)'[' or (byte)',' or (byte)':'))
                continue;
            var length = NumberLength(line[i..]);
            if (Take(line.Slice(i, length), to) is var mark and not 0)
            {
                to.Text.Write(line[kept..i]);
                to.Text.WriteByte(mark);
                kept = i + length;
            }
            i += length - 1;
        }
        to.Text.Write(line[kept..]);
    }

    static void Join(SegmentStreams from, MemoryStream line)
    {
        Span<byte> number = stackalloc byte[LongestNumber];
        foreach (var letter in from.NextText())
        {
            int length;
            switch (letter)
            {
                case SingleMark: ((double)from.NextSingle()).TryFormat(number, out length, default, CultureInfo.InvariantCulture); break;
                case DoubleMark: from.NextDouble().TryFormat(number, out length, default, CultureInfo.InvariantCulture); break;
                case IntegerMark: from.NextInteger().TryFormat(number, out length, default, CultureInfo.InvariantCulture); break;
                default:
                    line.WriteByte(letter);
                    continue;
            }
            line.Write(number[..length]);
        }
    }

    /// <summary>Puts the number into the stream of its kind, where it will come back as it is written.</summary>
    /// <returns>Its mark; 0 where it stays text.</returns>
    static byte Take(ReadOnlySpan<byte> number, SegmentStreams to)
    {
        if (number.Length > LongestNumber)
            return 0;
        Span<byte> again = stackalloc byte[LongestNumber];
        if (Utf8Parser.TryParse(number, out long integer, out var used) && used == number.Length)
        {
            if (!integer.TryFormat(again, out var length, default, CultureInfo.InvariantCulture) || !number.SequenceEqual(again[..length]))
                return 0;
            to.Write(integer);
            return IntegerMark;
        }
        if (!Utf8Parser.TryParse(number, out double value, out used) || used != number.Length
            || !value.TryFormat(again, out var written, default, CultureInfo.InvariantCulture) || !number.SequenceEqual(again[..written]))
            return 0;
        if ((float)value != value)
        {
            to.Write(value);
            return DoubleMark;
        }
        to.Write((float)value);
        return SingleMark;
    }

    static bool StartsNumber(byte letter) => letter is (>= (byte)'0' and <= (byte)'9') or (byte)'-';

    static int NumberLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExcept("0123456789+-.eE"u8);
        return end < 0 ? text.Length : end;
    }
}
