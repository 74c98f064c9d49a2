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

    /// <summary>The entry before the position is the one the position says.</summary>
    public static bool Matches(Stream file, JournalPosition position) =>
        position.Sequence == 0
            ? position == JournalPosition.Start
            : position.Offset <= file.Length && LastLine(file, position.Offset) is { } last
                && last.End == position.Offset && JournalEntry.HashOf(last.Line) == position.Hash;

    /// <summary>The whole lines of the file, by the last one's sequence where that can be read.</summary>
    public static long CountEntries(string path)
    {
        if (!File.Exists(path))
            return 0;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (LastLine(file, file.Length) is not { } last)
            return 0;
        try
        {
            return JournalEntry.Read(last.Line).Header.Sequence;
        }
        catch (JournalFormatException)
        {
            return CountLineFeeds(file);
        }
    }

    static long CountLineFeeds(FileStream file)
    {
        file.Position = 0;
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
