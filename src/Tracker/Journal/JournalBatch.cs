using System.Security.Cryptography;

namespace Platform.Tracker.Journal;

/// <summary>Received lines, read and sorted out before the database is asked.</summary>
sealed class JournalBatch
{
    /// <summary>By run, in order of sequence, each key once.</summary>
    public required IReadOnlyDictionary<Guid, SortedList<long, ReceivedEntry>> Runs { get; init; }

    /// <summary>Lines whose key an entry of this batch has, with other bytes.</summary>
    public required IReadOnlyList<ReceivedEntry> Rivals { get; init; }

    /// <summary>By place among the received lines: why it is refused.</summary>
    public required IReadOnlyList<(int Place, DeadLetter Letter)> Refused { get; init; }

    public static JournalBatch Of(IReadOnlyList<byte[]> lines, DateTimeOffset receivedAt)
    {
        var runs = new Dictionary<Guid, SortedList<long, ReceivedEntry>>();
        var rivals = new List<ReceivedEntry>();
        var refused = new List<(int, DeadLetter)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (ReceivedEntry.Read(lines[i], out var reason) is not { } entry)
            {
                refused.Add((i, Letter(lines[i], reason!, receivedAt)));
                continue;
            }
            if (!runs.TryGetValue(entry.Header.RunId, out var run))
                runs.Add(entry.Header.RunId, run = []);
            if (!run.TryAdd(entry.Header.Sequence, entry) && !run[entry.Header.Sequence].Hash.AsSpan().SequenceEqual(entry.Hash))
                rivals.Add(entry);
        }
        return new() { Runs = runs, Rivals = rivals, Refused = refused };
    }

    static DeadLetter Letter(byte[] bytes, string reason, DateTimeOffset receivedAt) => new()
    {
        Reason = reason.Replace("\0", "\\0", StringComparison.Ordinal),
        Hash = SHA256.HashData(bytes),
        Bytes = bytes,
        ReceivedAt = receivedAt,
    };
}
