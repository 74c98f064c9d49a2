using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>The stored journal, read.</summary>
sealed class JournalQueries(IDbContextFactory<TrackerDb> databases)
{
    public async Task<JournalState?> StateAsync(Guid run, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == run, cancel);
        return row is null ? null : await StateAsync(db, row, cancel);
    }

    public static async Task<JournalState> StateAsync(TrackerDb db, Run run, CancellationToken cancel) => new()
    {
        Stored = run.Stored,
        HighestSequence = run.HighestSequence,
        AppliedSequence = run.AppliedSequence,
        GrantedAttempt = run.FenceAttempt,
        // all up to the applied sequence are there: without later ones nothing can be missing
        Gaps = run.HighestSequence == run.AppliedSequence ? [] : await JournalGaps.AfterAsync(db, run.Id, run.AppliedSequence).ToArrayAsync(cancel),
        Conflicts = await db.JournalConflicts.LongCountAsync(c => c.RunId == run.Id, cancel),
        BrokenAt = run.BrokenAt,
        HeadHash = run.HeadHash,
    };

    /// <summary>The lines, byte for byte, in order; null where the run is unknown.</summary>
    public async Task<IReadOnlyList<byte[]>?> LinesAsync(Guid run, long after, int take, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return null;
        return await StoredLines.TakeAsync(db, run, after, take, cancel);
    }

    public async Task<IReadOnlyList<ConflictInfo>?> ConflictsAsync(Guid run, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return null;
        var found = await db.JournalConflicts.AsNoTracking().Where(c => c.RunId == run).OrderBy(c => c.Sequence).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Sequence, c.Hash, c.ReceivedAt, Size = c.Bytes.Length }).ToListAsync(cancel);
        var stored = await StoredLines.HashesAsync(db, run, [.. found.Select(c => c.Sequence).Distinct()], cancel);
        return [.. found.Select(c => new ConflictInfo(c.Id, c.Sequence, stored.TryGetValue(c.Sequence, out var hash) ? Convert.ToHexStringLower(hash) : "",
            Convert.ToHexStringLower(c.Hash), c.ReceivedAt, c.Size))];
    }

    public async Task<TrackerStatus> StatusAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return new(
            await db.Runs.LongCountAsync(r => r.StartedAt != null, cancel),
            await db.Runs.SumAsync(r => r.Stored, cancel),
            await db.JournalConflicts.LongCountAsync(cancel),
            await db.DeadLetters.LongCountAsync(d => d.SettledAt == null, cancel));
    }
}
