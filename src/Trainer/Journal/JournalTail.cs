using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Finds the last whole line of a journal by reading backwards.</summary>
static class JournalTail
{
    const int BlockBytes = 64 * 1024;

    /// <summary>The last line that ends with a line feed before <paramref name="end"/>, and the byte after that; null where there is none.</summary>
    public static (byte[] Line, long End)? LastLine(Stream file, long end)
    {
        var feed = LastLineFeed(file, end);
        if (feed < 0)
            return null;
        var start = LastLineFeed(file, feed) + 1;
        var line = new byte[feed - start];
        file.Position = start;
        file.ReadExactly(line);
        return (line, feed + 1);
    }

    /// <summary>The last whole line of the closed files, its end as a place in the whole journal.</summary>
    public static (byte[] Line, long End)? LastClosedLine(IReadOnlyList<JournalSegment> segments)
    {
        foreach (var segment in segments.Where(s => !s.IsLive && s.Length > 0).Reverse())
            return LastLineOf(segment, segment.Length);
        return null;
    }

    /// <summary>The entry before the position is the one the position says.</summary>
    public static bool Matches(string journal, JournalPosition position)
    {
        if (position.Sequence == 0)
            return position == JournalPosition.Start;
        return JournalSegments.Reading(journal, segments =>
            segments.FirstOrDefault(s => s.Start < position.Offset && position.Offset <= s.End) is { } holder
            && LastLineOf(holder, position.Offset - holder.Start) is { } last
            && last.End == position.Offset && JournalEntry.HashOf(last.Line) == position.Hash);
    }

    /// <summary>The entries of the journal, by the last whole line's sequence where that can be read.</summary>
    public static long CountEntries(string journal) => JournalSegments.Reading(journal, CountEntries);

    static long CountEntries(IReadOnlyList<JournalSegment> segments)
    {
        var last = (segments[^1].Length > 0 ? LastLineOf(segments[^1], segments[^1].Length) : null) ?? LastClosedLine(segments);
        if (last is null)
            return 0;
        try
        {
            return JournalEntry.Read(last.Value.Line).Header.Sequence;
        }
        catch (JournalFormatException)
        {
            return segments.Where(s => s.Length > 0).Sum(CountLineFeeds);
        }
    }

    static (byte[] Line, long End)? LastLineOf(JournalSegment segment, long length)
    {
        using var file = segment.OpenSeekable();
        return LastLine(file, Math.Min(length, file.Length)) is { } last ? (last.Line, segment.Start + last.End) : null;
    }

    static long CountLineFeeds(JournalSegment segment)
    {
        using var file = segment.OpenAt(segment.Start);
        var block = new byte[BlockBytes];
        var feeds = 0L;
        for (int read; (read = file.Read(block)) > 0;)
            feeds += block.AsSpan(0, read).Count((byte)'\n');
        return feeds;
    }

    static long LastLineFeed(Stream file, long end)
    {
        var block = new byte[BlockBytes];
        while (end > 0)
        {
            var length = (int)Math.Min(end, block.Length);
            file.Position = end - length;
            file.ReadExactly(block, 0, length);
            var index = block.AsSpan(0, length).LastIndexOf((byte)'\n');
            if (index >= 0)
                return end - length + index;
            end -= length;
        }
        return -1;
    }
}
