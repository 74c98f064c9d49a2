using Platform.Contracts;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Where a journal goes on, and what had to be cut off for that.</summary>
/// <param name="Position">The end of the last whole line, in the whole journal.</param>
/// <param name="LiveStart">Bytes of journal in closed files.</param>
sealed record JournalEnd(JournalPosition Position, long LiveStart, int Attempt, string? Note)
{
    /// <summary>Reads the last whole line; cuts off the part of a line after it, which a process left that died writing.</summary>
    /// <exception cref="UserErrorException">The last line is no entry, or one of another run.</exception>
    public static JournalEnd Recover(Stream file, string path, Guid run)
    {
        var segments = ListSegments(path);
        var start = segments[^1].Start;
        var last = JournalTail.LastLine(file, file.Length);
        var whole = last?.End ?? 0;
        var torn = file.Length - whole;
        var note = torn == 0 ? null : $"journal: {torn} bytes of a line that was never finished were cut off at byte {start + whole}";
        if (torn > 0)
            file.SetLength(whole);
        file.Position = whole;
        if ((last ?? JournalTail.LastClosedLine(segments)) is not { } end)
            return new(JournalPosition.Start, start, 0, note);

        var entry = ReadEntry(end.Line, path);
        if (entry.Header.RunId != run)
            throw new UserErrorException($"{path} is the journal of run {entry.Header.RunId}, not of {run}; choose another folder");
        return new(new(entry.Header.Sequence, start + whole, entry.Hash), start, entry.Header.Attempt, note);
    }

    static IReadOnlyList<JournalSegment> ListSegments(string path)
    {
        try
        {
            return JournalSegments.Of(path);
        }
        catch (JournalFormatException e)
        {
            throw new UserErrorException($"{path} cannot be continued: {e.Message}", e);
        }
    }

    static JournalEntry ReadEntry(byte[] line, string path)
    {
        try
        {
            return JournalEntry.Read(line);
        }
        catch (JournalFormatException e)
        {
            throw new UserErrorException(
                $"{path} cannot be continued, its last line is no entry: {e.Message}; restore it or choose another folder", e);
        }
    }
}
