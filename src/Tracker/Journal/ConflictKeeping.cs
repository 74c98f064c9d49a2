using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Keeps entries apart whose sequence is stored with other bytes.</summary>
static class ConflictKeeping
{
    /// <returns>How many differ from what is stored.</returns>
    public static async Task<int> KeepAsync(
        TrackerDb db, IReadOnlyList<(ReceivedEntry Entry, byte[] Stored)> suspects, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        var rivals = suspects.Where(s => !s.Entry.Hash.AsSpan().SequenceEqual(s.Stored)).Select(s => s.Entry).ToArray();
        foreach (var rival in rivals)
        {
            var (run, sequence, hash) = (rival.Header.RunId, rival.Header.Sequence, rival.Hash);
            if (await db.JournalConflicts.AnyAsync(c => c.RunId == run && c.Sequence == sequence && c.Hash == hash, cancel))
                continue;
            db.Add(new JournalConflict { RunId = run, Sequence = sequence, Hash = hash, Bytes = rival.Bytes, ReceivedAt = receivedAt });
            await db.SaveChangesAsync(cancel);
        }
        return rivals.Length;
    }
}
