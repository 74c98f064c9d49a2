using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.DeadLetters;

/// <summary>
/// Gives dead letters to the store again, byte for byte, as if the bus brought them. What it can take now it takes; every
/// attempt leaves a row, and the letter stays with the reason it once had.
/// </summary>
sealed class DeadLetterReplays(IDbContextFactory<TrackerDb> databases, JournalStore store, RunNotices notices, TimeProvider clock)
{
    /// <summary>Null where there is no letter of this id.</summary>
    public async Task<DeadLetterReplayed?> ReplayAsync(long id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.DeadLetters.SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } letter)
            return null;
        // stored first, noted then: a death in between costs the note, and the next replay finds the line stored
        var outcome = await store.StoreAsync([letter.Bytes], cancel);
        var (settled, what) = Describe(outcome);
        var now = StoredForm.Time(clock.GetUtcNow());
        if (settled)
            letter.SettledAt ??= now;
        db.Add(new DeadLetterReplay { LetterId = id, Outcome = what, ReplayedAt = now });
        await db.SaveChangesAsync(cancel);
        notices.Add(outcome.Changed);
        return new(id, settled, what);
    }

    static (bool Settled, string What) Describe(StoreOutcome outcome) => outcome switch
    {
        { Refused: [var (_, reason), ..] } => (false, $"refused: {reason}"),
        { Conflicts: > 0 } => (true, "kept as a conflict: its place is taken by other bytes"),
        { Stored: > 0 } => (true, "stored"),
        _ => (true, "was stored already"),
    };
}
