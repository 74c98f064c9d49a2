using Platform.Contracts.Journal;

namespace Platform.Tracker.Journal;

/// <summary>Received lines, read and sorted out before the database is asked.</summary>
sealed class JournalBatch
{
    /// <summary>In order of key, each key once.</summary>
    public required IReadOnlyList<StoredEntry> Entries { get; init; }

    /// <summary>The same entries, read.</summary>
    public required IReadOnlyDictionary<(Guid Run, long Sequence), JournalEntry> Read { get; init; }

    /// <summary>Lines whose key an entry of this batch has, with other bytes.</summary>
    public required IReadOnlyList<StoredEntry> Rivals { get; init; }

    /// <summary>By place among the received lines: why it is refused.</summary>
    public required IReadOnlyList<(int Place, DeadLetter Letter)> Refused { get; init; }

    public static JournalBatch Of(IReadOnlyList<ReadOnlyMemory<byte>> lines, DateTimeOffset receivedAt)
    {
        var read = new Dictionary<(Guid, long), JournalEntry>();
        var entries = new List<StoredEntry>();
        var rivals = new List<StoredEntry>();
        var refused = new List<(int, DeadLetter)>();
        for (var i = 0; i < lines.Count; i++)
        {
            var bytes = lines[i].ToArray();
            if (EntryCheck.Read(bytes, out var reason) is not { } entry)
                refused.Add((i, Letter(bytes, reason!, receivedAt)));
            else if (read.TryAdd((entry.Header.RunId, entry.Header.Sequence), entry))
                entries.Add(Stored(entry, receivedAt));
            else if (read[(entry.Header.RunId, entry.Header.Sequence)].Hash != entry.Hash)
                rivals.Add(Stored(entry, receivedAt));
        }
        // Trackers that store the same keys at once must take them in the same order, or they wait for each other.
        entries.Sort((a, b) => (a.RunId, a.Sequence).CompareTo((b.RunId, b.Sequence)));
        return new() { Entries = entries, Read = read, Rivals = rivals, Refused = refused };
    }

    static StoredEntry Stored(JournalEntry entry, DateTimeOffset receivedAt) => new()
    {
        RunId = entry.Header.RunId,
        Sequence = entry.Header.Sequence,
        Attempt = entry.Header.Attempt,
        Type = WireNames.Of(entry.Event),
        Hash = Convert.FromHexString(entry.Hash),
        Bytes = entry.Bytes,
        ReceivedAt = receivedAt,
    };

    static DeadLetter Letter(byte[] bytes, string reason, DateTimeOffset receivedAt) => new()
    {
        Reason = reason.Replace("\0", "\\0", StringComparison.Ordinal),
        Hash = System.Security.Cryptography.SHA256.HashData(bytes),
        Bytes = bytes,
        ReceivedAt = receivedAt,
    };
}
