using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;
using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Runs;

/// <summary>
/// Deletes a run somebody named: journal, projections, tags. Its emptied row stays as a tombstone, so that entries delivered
/// later are taken and dropped instead of making half a run of it, until somebody has the run restored.
/// </summary>
sealed class RunDeletion(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, TimeProvider clock)
{
    /// <returns>Whether there was such a run, and why it stays where it does.</returns>
    public async Task<(bool Known, string? Refusal)> DeleteAsync(Guid run, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var db = turn.Db;
        if (!await db.Runs.AnyAsync(r => r.Id == run && r.StartedAt != null, cancel))
            return (false, null);
        var row = (await writer.LockRunsAsync(db, [run], cancel))[run];
        if (Refusal(row) is { } refusal)
            return (true, refusal);
        if (await CellsOfRun.ForgetAsync(db, run, turn.Now, cancel) is { } sweep)
            return (true, $"{row.Name} is being trained for sweep {sweep}; stop it first");
        await RunPruning.DeleteContentAsync(db, run, cancel);
        db.Entry(row).CurrentValues.SetValues(new Run { Id = run, DeletedAt = turn.Now });
        await turn.CommitAsync(cancel);
        return (true, null);
    }

    /// <summary>When somebody deleted the run; null where nobody did.</summary>
    public async Task<DateTimeOffset?> DeletedAtAsync(Guid run, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.Where(r => r.Id == run).Select(r => r.DeletedAt).SingleOrDefaultAsync(cancel);
    }

    /// <summary>All that somebody deleted, as far as they were not restored.</summary>
    public async Task<IReadOnlySet<Guid>> DeletedAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await db.Runs.Where(r => r.DeletedAt != null).Select(r => r.Id).ToListAsync(cancel)).ToHashSet();
    }

    /// <summary>Takes the tombstone away: what is delivered of the run from now on is stored. What was deleted stays so.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RestoreAsync(Guid run, CancellationToken cancel)
    {
        using var turn = await writer.EnterAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.Where(r => r.Id == run && r.DeletedAt != null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.DeletedAt, (DateTimeOffset?)null), cancel) > 0;
    }

    static string? Refusal(Run run) => run switch
    {
        { Audited: true } => $"{run.Name} is marked audited: somebody relies on it; take the mark back first",
        { Status: RunStatus.Running } => $"{run.Name} is in progress; stop it first (a run whose trainer died goes with platform prune --older-than DAYS --status running)",
        _ => null,
    };
}
