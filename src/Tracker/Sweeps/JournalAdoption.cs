using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Tracker.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>
/// Takes over what earlier attempts journaled and could not deliver, before the granted attempt begins: its trainer found it
/// on its own disk. The fence moves behind it.
/// </summary>
sealed class JournalAdoption(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, Projector projector, RunNotices notices, TimeProvider clock)
{
    /// <returns>False where they do not go on with the stored journal, or the attempt is not the granted one or has begun.</returns>
    public async Task<bool> TakeAsync(Guid id, int attempt, IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        var receivedAt = StoredForm.Time(clock.GetUtcNow());
        using var turn = await writer.EnterAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var run = (await writer.LockRunsAsync(db, [id], cancel))[id];
        if (run.FenceAttempt != attempt || run.AppliedSequence != run.FenceSequence || Follow(run, lines) is not { Count: > 0 } entries)
            return false;
        run.FenceSequence = entries[^1].Header.Sequence;
        await writer.InsertAsync(db, entries, receivedAt, cancel);
        var changed = await projector.ApplyAsync(db, [(run, entries)], cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        notices.Add(changed);
        return true;
    }

    /// <summary>The lines as entries, where each goes on from the one before it; else null.</summary>
    static List<ReceivedEntry>? Follow(Run run, IReadOnlyList<byte[]> lines)
    {
        var entries = new List<ReceivedEntry>(lines.Count);
        var hash = run.HeadHash ?? JournalEntry.NoHash;
        foreach (var line in lines)
        {
            if (ReceivedEntry.Read(line, out _) is not { Header: var header } entry || header.RunId != run.Id || header.Attempt >= run.FenceAttempt
                || header.Sequence != run.FenceSequence + entries.Count + 1 || header.PreviousHash != hash)
                return null;
            hash = Convert.ToHexStringLower(entry.Hash);
            entries.Add(entry);
        }
        return entries;
    }
}
