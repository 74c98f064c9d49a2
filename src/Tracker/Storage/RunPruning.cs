using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Storage;

/// <summary>Deletes runs by rule, journal and all. What is delivered again afterwards is a run anew.</summary>
sealed class RunPruning(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, TimeProvider clock)
{
    /// <summary>What the rule would take, oldest first.</summary>
    public async Task<IReadOnlyList<PrunedRun>> FindAsync(PruneRule rule, CancellationToken cancel)
    {
        rule.Check();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Matching(db, rule).OrderBy(r => r.UpdatedAt)
            .Select(r => new PrunedRun(r.Id, r.Project, r.Name, r.Status, r.UpdatedAt, r.Stored)).ToListAsync(cancel);
    }

    /// <summary>Deletes the run if the rule still takes it.</summary>
    public async Task<bool> DeleteAsync(Guid run, PruneRule rule, CancellationToken cancel)
    {
        rule.Check();
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var db = turn.Db;
        await writer.LockRunsAsync(db, [run], cancel);
        // somebody may have marked it meanwhile, and an entry may have come, or a trainer
        if (!await Matching(db, rule).AnyAsync(r => r.Id == run, cancel) || await CellsOfRun.ForgetAsync(db, run, turn.Now, cancel) is not null)
            return false;
        await DeleteContentAsync(db, run, cancel);
        await db.Runs.Where(r => r.Id == run).ExecuteDeleteAsync(cancel);
        await turn.CommitAsync(cancel);
        return true;
    }

    /// <summary>Everything of a run but its row.</summary>
    public static async Task DeleteContentAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        await ProjectionTables.DeleteAsync(db, run, cancel);
        await db.JournalEntries.Where(e => e.RunId == run).ExecuteDeleteAsync(cancel);
        await db.JournalSegments.Where(s => s.RunId == run).ExecuteDeleteAsync(cancel);
        await db.JournalConflicts.Where(c => c.RunId == run).ExecuteDeleteAsync(cancel);
        await db.Set<RunTag>().Where(t => t.RunId == run).ExecuteDeleteAsync(cancel);
    }

    static IQueryable<Run> Matching(TrackerDb db, PruneRule rule)
    {
        var runs = db.Runs.AsNoTracking().Where(r => !r.Audited && r.StartedAt != null);
        runs = rule.Status is { } status ? runs.Where(r => r.Status == status) : runs.Where(r => r.Status != RunStatus.Running);
        if (rule.QuietSince is { } since)
            runs = runs.Where(r => r.UpdatedAt < since);
        if (rule.Archived)
            runs = runs.Where(r => r.Archived);
        if (rule.Project is { } project)
            runs = runs.Where(r => r.Project == project);
        return runs;
    }
}
