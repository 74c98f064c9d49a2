using System.Text.Json;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// Reads the whole lines of a journal in order, across its files, and checks that they link. A last line without its line
/// feed is one still being written: it is left for later.
/// </summary>
public static class JournalReader
{
    /// <summary>Records after <paramref name="from"/>, up to byte <paramref name="limit"/> of the journal where given.</summary>
    /// <param name="path">The live file; closed ones lie beside it.</param>
    /// <exception cref="JournalFormatException">A line cannot be read or does not link; the message names file, entry and byte.</exception>
    public static IEnumerable<JournalRecord> Read(string path, JournalPosition? from = null, long? limit = null)
    {
        var position = from ?? JournalPosition.Start;
        Guid? run = null;
        foreach (var line in JournalLines.Read(path, position.Offset, limit))
        {
            var record = Link(line, position, ref run);
            yield return record;
            position = record.End;
        }
    }

    static JournalRecord Link(SegmentLine line, JournalPosition before, ref Guid? run)
    {
        var (header, wireName) = ReadHead(line, before);
        run ??= header.RunId;
        if (header.RunId != run)
            throw Broken(line, before, $"it belongs to run {header.RunId}, those before it to {run}");
        if (header.Sequence != before.Sequence + 1)
            throw Broken(line, before, $"its sequence is {header.Sequence}");
        if (header.PreviousHash != before.Hash)
            throw Broken(line, before, "its previousHash is not the hash of the line before");
        return new(line.Bytes, header, wireName, new(header.Sequence, before.Offset + line.Bytes.Length + 1, JournalEntry.HashOf(line.Bytes)));
    }

    static (EntryHeader Header, string WireName) ReadHead(SegmentLine line, JournalPosition before)
    {
        try
        {
            var header = JsonSerializer.Deserialize<EntryHeader>(line.Bytes, JournalJson.Options);
            var type = JsonSerializer.Deserialize<EventType>(line.Bytes, JournalJson.Options);
            return (header ?? throw Broken(line, before, "it is null"), type?.Type ?? throw Broken(line, before, "it has no type"));
        }
        catch (JsonException e)
        {
            throw Broken(line, before, e.Message, e);
        }
    }

    sealed record EventType(string? Type);

    static JournalFormatException Broken(SegmentLine line, JournalPosition before, string why, Exception? cause = null) =>
        new($"{line.File}: entry {before.Sequence + 1} at byte {line.Start}: {why}", cause);
}
