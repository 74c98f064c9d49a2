using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Imports;

/// <summary>Writes a journal whose entries all carry one time, the log's own: what is read must not depend on when it is.</summary>
sealed class ImportJournal(Stream stream, Guid run, DateTimeOffset at)
{
    // names are parts of keys
    const int LongestName = 400;

    string _hash = JournalEntry.NoHash;
    long _sequence;

    public int Attempt { get; private set; } = 1;

    public void BeginAttempt() => Attempt++;

    public void Append(IRunEvent @event)
    {
        var entry = JournalEntry.Write(new() { RunId = run, Sequence = ++_sequence, Attempt = Attempt, OccurredAt = at, PreviousHash = _hash }, @event);
        stream.Write(entry.Bytes);
        stream.WriteByte((byte)'\n');
        _hash = entry.Hash;
    }

    /// <summary>A name as the tracker takes it.</summary>
    public static string Name(string name) => name.Length switch { 0 => "unnamed", > LongestName => name[..LongestName], _ => name };
}
