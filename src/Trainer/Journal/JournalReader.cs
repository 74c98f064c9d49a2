using System.Text.Json;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// Reads the whole lines of a journal in order and checks that they link. A last line without its line feed is one still
/// being written: it is left for later.
/// </summary>
public static class JournalReader
{
    const int BlockBytes = 64 * 1024;

    /// <summary>Records after <paramref name="from"/>, up to byte <paramref name="limit"/> where given.</summary>
    /// <exception cref="JournalFormatException">A line cannot be read or does not link; the message names file, entry and byte.</exception>
    public static IEnumerable<JournalRecord> Read(string path, JournalPosition? from = null, long? limit = null)
    {
        var position = from ?? JournalPosition.Start;
        Guid? run = null;
        foreach (var line in Lines(path, position.Offset, limit))
        {
            var record = Link(path, line, position, ref run);
            yield return record;
            position = record.End;
        }
    }

    static JournalRecord Link(string path, byte[] line, JournalPosition before, ref Guid? run)
    {
        var (header, wireName) = ReadHead(line, path, before);
        run ??= header.RunId;
        if (header.RunId != run)
            throw Broken(path, before, $"it belongs to run {header.RunId}, those before it to {run}");
        if (header.Sequence != before.Sequence + 1)
            throw Broken(path, before, $"its sequence is {header.Sequence}");
        if (header.PreviousHash != before.Hash)
            throw Broken(path, before, "its previousHash is not the hash of the line before");
        return new(line, header, wireName, new(header.Sequence, before.Offset + line.Length + 1, JournalEntry.HashOf(line)));
    }

    static (EntryHeader Header, string WireName) ReadHead(byte[] line, string path, JournalPosition before)
    {
        try
        {
            var header = JsonSerializer.Deserialize<EntryHeader>(line, JournalJson.Options);
            var type = JsonSerializer.Deserialize<EventType>(line, JournalJson.Options);
            return (header ?? throw Broken(path, before, "it is null"), type?.Type ?? throw Broken(path, before, "it has no type"));
        }
        catch (JsonException e)
        {
            throw Broken(path, before, e.Message, e);
        }
    }

    sealed record EventType(string? Type);

    static JournalFormatException Broken(string path, JournalPosition before, string why, Exception? cause = null) =>
        new($"{path}: entry {before.Sequence + 1} at byte {before.Offset}: {why}", cause);

    static IEnumerable<byte[]> Lines(string path, long offset, long? limit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Position = offset;
        var buffer = new byte[BlockBytes];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var room = (int)Math.Min(buffer.Length - filled, (limit ?? long.MaxValue) - file.Position);
            var read = room <= 0 ? 0 : file.Read(buffer, filled, room);
            if (read == 0)
                yield break;
            var searched = filled;
            filled += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n')) >= 0; start = searched)
            {
                yield return buffer[start..(searched + length)];
                searched += length + 1;
            }
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }
}
