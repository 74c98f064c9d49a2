using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Stores received lines, once each, and applies what is next in its run, in one transaction.</summary>
sealed class JournalStore(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, Projector projector, TimeProvider clock)
{
    public async Task<StoreOutcome> StoreAsync(IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancel)
    {
        var batch = JournalBatch.Of(lines, StoredForm.Time(clock.GetUtcNow()));
        using var turn = await writer.EnterAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);

        var stored = await writer.InsertAsync(db, batch.Entries, cancel);
        var conflicts = await KeepConflictsAsync(db, batch, stored, cancel);
        await KeepDeadLettersAsync(db, batch, cancel);
        var changed = new List<RunChanged>();
        using var projecting = JournalTelemetry.Source.StartActivity("journal project");
        foreach (var run in batch.Entries.Where((_, i) => stored[i]).GroupBy(e => e.RunId))
            changed.Add(await projector.ApplyAsync(db, run.Key, [.. run.Select(e => e.Sequence)], batch.Read, cancel));

        await transaction.CommitAsync(cancel);
        return new()
        {
            Stored = stored.Count(s => s),
            Conflicts = conflicts,
            Refused = [.. batch.Refused.Select(r => (r.Place, r.Letter.Reason))],
            Changed = changed,
        };
    }

    static async Task<int> KeepConflictsAsync(TrackerDb db, JournalBatch batch, bool[] stored, CancellationToken cancel)
    {
        var kept = 0;
        foreach (var suspect in batch.Entries.Where((_, i) => !stored[i]).Concat(batch.Rivals))
        {
            var first = await db.JournalEntries.Where(e => e.RunId == suspect.RunId && e.Sequence == suspect.Sequence)
                .Select(e => e.Hash).SingleAsync(cancel);
            if (first.AsSpan().SequenceEqual(suspect.Hash))
                continue;
            kept++;
            if (!await db.JournalConflicts.AnyAsync(
                c => c.RunId == suspect.RunId && c.Sequence == suspect.Sequence && c.Hash == suspect.Hash, cancel))
            {
                db.Add(new JournalConflict
                {
                    RunId = suspect.RunId, Sequence = suspect.Sequence, Hash = suspect.Hash, Bytes = suspect.Bytes, ReceivedAt = suspect.ReceivedAt,
                });
                await db.SaveChangesAsync(cancel);
            }
        }
        return kept;
    }

    static async Task KeepDeadLettersAsync(TrackerDb db, JournalBatch batch, CancellationToken cancel)
    {
        foreach (var (_, letter) in batch.Refused.DistinctBy(r => Convert.ToHexString(r.Letter.Hash)))
            if (!await db.DeadLetters.AnyAsync(d => d.Hash == letter.Hash, cancel))
                db.Add(letter);
        await db.SaveChangesAsync(cancel);
    }
}
