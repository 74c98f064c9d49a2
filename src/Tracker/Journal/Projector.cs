using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Applies stored entries to the projections, per run strictly in sequence; entries that came early wait.</summary>
sealed class Projector(IJournalWriter writer)
{
    const int Page = 500;

    /// <summary>Applies what is next, newly stored or waiting. Called inside the transaction that stored <paramref name="added"/>.</summary>
    public async Task<RunChanged> ApplyAsync(
        TrackerDb db, Guid run, IReadOnlyList<long> added, IReadOnlyDictionary<(Guid, long), JournalEntry> read, CancellationToken cancel)
    {
        var projection = new RunProjection(db, await writer.LockRunAsync(db, run, cancel));
        projection.Run.Stored += added.Count;
        projection.Run.HighestSequence = Math.Max(projection.Run.HighestSequence, added.Max());
        var addedNow = added.ToHashSet();
        while (projection.Run.AppliedSequence < projection.Run.HighestSequence)
        {
            var next = projection.Run.AppliedSequence + 1;
            if (addedNow.Contains(next))
                await projection.ApplyAsync(read[(run, next)], cancel);
            else if (!await ApplyWaitingAsync(projection, cancel))
                break;
        }
        await projection.SaveAsync(cancel);
        db.ChangeTracker.Clear();
        return Changed(projection);
    }

    /// <summary>Applies the whole stored journal to a run whose projections were deleted.</summary>
    public async Task RebuildAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        var projection = new RunProjection(db, await writer.LockRunAsync(db, run, cancel));
        while (await ApplyWaitingAsync(projection, cancel))
        {
            // Not everything of a long run at once: what is saved needs no tracking.
            await projection.SaveAsync(cancel);
            db.ChangeTracker.Clear();
            projection = new(db, await writer.LockRunAsync(db, run, cancel));
        }
    }

    static async Task<bool> ApplyWaitingAsync(RunProjection projection, CancellationToken cancel)
    {
        var run = projection.Run;
        var applied = run.AppliedSequence;
        var waiting = await projection.Db.JournalEntries.AsNoTracking()
            .Where(e => e.RunId == run.Id && e.Sequence > applied)
            .OrderBy(e => e.Sequence).Take(Page).Select(e => new { e.Sequence, e.Bytes }).ToListAsync(cancel);
        foreach (var entry in waiting)
        {
            if (entry.Sequence != run.AppliedSequence + 1)
                break;
            await projection.ApplyAsync(JournalEntry.Read(entry.Bytes), cancel);
        }
        return run.AppliedSequence > applied;
    }

    static RunChanged Changed(RunProjection projection) => new()
    {
        RunId = projection.Run.Id,
        AppliedSequence = projection.Run.AppliedSequence,
        NewestAt = projection.Run.UpdatedAt,
    };
}
