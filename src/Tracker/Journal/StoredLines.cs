using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>A run's stored lines, wherever they are: in rows of their own or packed.</summary>
static class StoredLines
{
    const int Page = 200;

    /// <summary>In order of sequence. Called by whoever holds the run's row.</summary>
    public static async IAsyncEnumerable<(long Sequence, byte[] Line)> AfterAsync(
        TrackerDb db, Guid run, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await NextSegmentAsync(db, run, after, cancel) is { } segment)
        {
            foreach (var line in LinesOf(segment).Where(l => l.Sequence > after))
                yield return line;
            after = segment.LastSequence;
        }
        for (var more = true; more;)
        {
            var rows = await RowsAsync(db, run, after, Page, cancel);
            foreach (var row in rows)
                yield return row;
            more = rows.Count == Page;
            after = more ? rows[^1].Sequence : after;
        }
    }

    /// <summary>At most so many lines, in order, for whoever does not hold the run's row.</summary>
    public static async Task<IReadOnlyList<byte[]>> TakeAsync(TrackerDb db, Guid run, long after, int take, CancellationToken cancel)
    {
        // Rows first: what is packed meanwhile is then met twice and not missed.
        var lines = new SortedDictionary<long, byte[]>();
        foreach (var (sequence, line) in await RowsAsync(db, run, after, take, cancel))
            lines[sequence] = line;
        for (var (from, packed) = (after, 0); packed < take && await NextSegmentAsync(db, run, from, cancel) is { } segment; from = segment.LastSequence)
            foreach (var (sequence, line) in LinesOf(segment).Where(l => l.Sequence > after))
            {
                lines[sequence] = line;
                packed++;
            }
        return [.. lines.Values.Take(take)];
    }

    /// <summary>The hashes of those of the given sequences that are stored.</summary>
    public static async Task<Dictionary<long, byte[]>> HashesAsync(TrackerDb db, Guid run, long[] sequences, CancellationToken cancel)
    {
        var hashes = await db.JournalEntries.Where(e => e.RunId == run && sequences.Contains(e.Sequence))
            .ToDictionaryAsync(e => e.Sequence, e => e.Hash, cancel);
        var missing = sequences.Where(s => !hashes.ContainsKey(s)).ToHashSet();
        while (missing.Count > 0 && await NextSegmentAsync(db, run, missing.Min() - 1, cancel) is { } segment)
        {
            foreach (var (sequence, line) in LinesOf(segment).Where(l => missing.Contains(l.Sequence)))
                hashes[sequence] = SHA256.HashData(line);
            missing.RemoveWhere(s => s <= segment.LastSequence);
        }
        return hashes;
    }

    static async Task<List<(long Sequence, byte[] Line)>> RowsAsync(TrackerDb db, Guid run, long after, int take, CancellationToken cancel)
    {
        var rows = await db.JournalEntries.AsNoTracking().Where(e => e.RunId == run && e.Sequence > after)
            .OrderBy(e => e.Sequence).Take(take).Select(e => new { e.Sequence, e.Bytes }).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Sequence, r.Bytes))];
    }

    static Task<JournalSegment?> NextSegmentAsync(TrackerDb db, Guid run, long after, CancellationToken cancel) =>
        db.JournalSegments.AsNoTracking().Where(s => s.RunId == run && s.LastSequence > after).OrderBy(s => s.FirstSequence).FirstOrDefaultAsync(cancel);

    static IEnumerable<(long Sequence, byte[] Line)> LinesOf(JournalSegment segment) =>
        SegmentCodec.Unpack(segment.Packed).Select((line, i) => (segment.FirstSequence + i, line));
}
