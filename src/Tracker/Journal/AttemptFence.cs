using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>
/// Once an attempt at a run was granted, the journal goes on with its entries alone. What other attempts send for the
/// sequences after the one it was granted at is kept as a conflict, whether it comes before or after the granted one's.
/// </summary>
static class AttemptFence
{
    /// <summary>Takes out what may not be stored, and puts in its place what came after it and may.</summary>
    /// <param name="rivals">Entries with a sequence that one of <paramref name="entries"/> has.</param>
    public static (IReadOnlyList<ReceivedEntry> Refused, IReadOnlyList<ReceivedEntry> Rivals) TakeOut(
        Run run, SortedList<long, ReceivedEntry> entries, IEnumerable<ReceivedEntry> rivals)
    {
        if (run.FenceAttempt == 0)
            return ([], [.. rivals]);
        var refused = entries.Values.Where(e => !Passes(run, e)).ToList();
        foreach (var entry in refused)
            entries.Remove(entry.Header.Sequence);
        var left = new List<ReceivedEntry>();
        foreach (var rival in rivals)
            if (!Passes(run, rival))
                refused.Add(rival);
            else if (!entries.TryAdd(rival.Header.Sequence, rival))
                left.Add(rival);
        return (refused, left);
    }

    /// <summary>
    /// From now on only the attempt may go on, after what is applied. Called by whoever holds the run's row. Entries that
    /// wait for others before them will never be applied: they become conflicts.
    /// </summary>
    public static async Task SetAsync(TrackerDb db, Run run, int attempt, DateTimeOffset now, CancellationToken cancel)
    {
        var waiting = await db.JournalEntries.Where(e => e.RunId == run.Id && e.Sequence > run.AppliedSequence).ToListAsync(cancel);
        foreach (var entry in waiting)
            if (!await db.JournalConflicts.AnyAsync(c => c.RunId == run.Id && c.Sequence == entry.Sequence && c.Hash == entry.Hash, cancel))
                db.Add(new JournalConflict { RunId = run.Id, Sequence = entry.Sequence, Hash = entry.Hash, Bytes = entry.Bytes, ReceivedAt = now });
        db.RemoveRange(waiting);
        run.Stored -= waiting.Count;
        run.HighestSequence = run.AppliedSequence;
        run.FenceAttempt = attempt;
        run.FenceSequence = run.AppliedSequence;
    }

    static bool Passes(Run run, ReceivedEntry entry) => entry.Header.Sequence <= run.FenceSequence
        ? entry.Header.Attempt < run.FenceAttempt
        : entry.Header.Attempt == run.FenceAttempt;
}
