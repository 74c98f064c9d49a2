using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Stores received lines, once each, and applies what is next in its run, in one transaction.</summary>
sealed class JournalStore(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, Projector projector, TimeProvider clock)
{
    readonly ArrivalOrder _order = new();

    public async Task<StoreOutcome> StoreAsync(IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        // While one batch is with the database the next one is read, but they go there as they came: entries that
        // overtake others would have to wait in the journal and be read once more.
        using var place = _order.Take();
        var receivedAt = StoredForm.Time(clock.GetUtcNow());
        var batch = await Task.Run(() => JournalBatch.Of(lines, receivedAt), cancel);
        await place.ComesAsync(cancel);
        using var turn = await writer.EnterAsync(cancel);
        return await StoreAsync(batch, receivedAt, cancel);
    }

    async Task<StoreOutcome> StoreAsync(JournalBatch batch, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var runs = await writer.LockRunsAsync(db, [.. batch.Runs.Keys], cancel);
        var (fresh, suspects) = await SortOutAsync(db, batch, runs, cancel);
        await writer.InsertAsync(db, [.. fresh.Values.SelectMany(entries => entries)], receivedAt, cancel);
        var conflicts = await ConflictKeeping.KeepAsync(db, suspects, receivedAt, cancel);
        await KeepDeadLettersAsync(db, batch, cancel);
        using var projecting = JournalTelemetry.Source.StartActivity("journal project");
        var changed = await projector.ApplyAsync(db, fresh.Select(f => (runs[f.Key], f.Value)), cancel);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Stored = fresh.Values.Sum(entries => entries.Count),
            Points = fresh.Values.Sum(entries => entries.Sum(e => (long)(e.Metrics?.Points ?? 0))),
            Conflicts = conflicts,
            Dropped = batch.Runs.Where(r => runs[r.Key].DeletedAt is not null).Sum(r => r.Value.Count),
            Refused = [.. batch.Refused.Select(r => (r.Place, r.Letter.Reason))],
            Changed = changed,
        };
    }

    /// <summary>Entries not stored yet, by run; and those of which another may be stored, with its hash.</summary>
    static async Task<(Dictionary<Guid, List<ReceivedEntry>> Fresh, List<(ReceivedEntry Entry, byte[] Stored)> Suspects)> SortOutAsync(
        TrackerDb db, JournalBatch batch, IReadOnlyDictionary<Guid, Run> runs, CancellationToken cancel)
    {
        var fresh = new Dictionary<Guid, List<ReceivedEntry>>();
        var suspects = new List<(ReceivedEntry, byte[])>();
        foreach (var (id, entries) in batch.Runs)
        {
            if (runs[id].DeletedAt is not null)
                continue; // somebody deleted it: what is still on its way is taken and dropped
            var (fenced, rivals) = AttemptFence.TakeOut(runs[id], entries, batch.Rivals.Where(r => r.Header.RunId == id));
            // Past the highest stored sequence nothing can be there: the usual case costs no question.
            var old = entries.Keys.TakeWhile(s => s <= runs[id].HighestSequence).ToArray();
            var stored = old.Length == 0 ? [] : await StoredLines.HashesAsync(db, id, old, cancel);
            suspects.AddRange(fenced.Select(e => (e, Array.Empty<byte>())));
            suspects.AddRange(old.Where(stored.ContainsKey).Select(s => (entries[s], stored[s])));
            var added = entries.Where(e => !stored.ContainsKey(e.Key)).Select(e => e.Value).ToList();
            if (added.Count > 0)
                fresh.Add(id, added);
            suspects.AddRange(rivals.Select(r => (r, stored.GetValueOrDefault(r.Header.Sequence) ?? entries.GetValueOrDefault(r.Header.Sequence)?.Hash ?? [])));
        }
        return (fresh, suspects);
    }

    static async Task KeepDeadLettersAsync(TrackerDb db, JournalBatch batch, CancellationToken cancel)
    {
        foreach (var (_, letter) in batch.Refused.DistinctBy(r => Convert.ToHexString(r.Letter.Hash)))
            if (!await db.DeadLetters.AnyAsync(d => d.Hash == letter.Hash, cancel))
                db.Add(letter);
    }
}
