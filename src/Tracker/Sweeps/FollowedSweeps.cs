using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>
/// Sweeps that a process trains by itself: they are shown as others are, but nothing is queued, leased or decided here. How
/// their cells stand follows from what their runs journal.
/// </summary>
sealed class FollowedSweeps(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, TimeProvider clock)
{
    /// <summary>Begins to follow a sweep, or goes on with it: what has not completed waits again.</summary>
    /// <param name="draft">The cells that are to be trained.</param>
    /// <param name="runs">Each cell's run, by the cell's id.</param>
    /// <param name="trainedBy">The machine.</param>
    public async Task BeginAsync(SweepDraft draft, IReadOnlyDictionary<string, Guid> runs, string trainedBy, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var (db, now) = (turn.Db, turn.Now);
        var sweep = await db.Sweeps.FirstOrDefaultAsync(s => s.Name == draft.Name && s.TrainedBy != null, cancel);
        if (sweep is null)
            db.Add(sweep = SweepEditing.Empty(await SweepEditing.FreeNameAsync(db, draft.Name, cancel), await BegunAtAsync(db, runs.Values, cancel) ?? now));
        var objective = sweep.Objective;
        SweepEditing.Describe(sweep, draft, draft.Yaml);
        (sweep.TrainedBy, sweep.Finished) = (trainedBy, true);
        await db.SaveChangesAsync(cancel);
        if (sweep.Objective != objective)
            await CellScores.TakeAnewAsync(db, sweep, cancel);
        await CellAdding.AddAsync(db, sweep, draft.Cells, now, cancel);
        await db.SaveChangesAsync(cancel);
        var cells = await db.SweepCells.Where(c => c.SweepId == sweep.Id).ToListAsync(cancel);
        db.RemoveRange(cells.Where(c => c.StartedAt is null && !runs.ContainsKey(c.CellId)));
        foreach (var cell in cells.Where(c => runs.ContainsKey(c.CellId)))
            GoOn(cell, runs[cell.CellId], now);
        if (cells.Any(c => c.State == SweepCellState.Queued))
            (sweep.State, sweep.EndedAt) = (SweepState.Running, null);
        await turn.CommitAsync(cancel);
    }

    /// <summary>Takes in cells that ended without a word in a journal.</summary>
    /// <param name="errors">By the cell's id.</param>
    public async Task FailAsync(string name, IReadOnlyDictionary<string, string> errors, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var (db, now) = (turn.Db, turn.Now);
        var open = await db.SweepCells.Where(c => c.State == SweepCellState.Queued && db.Sweeps.Any(s => s.Id == c.SweepId && s.Name == name && s.TrainedBy != null))
            .ToListAsync(cancel);
        foreach (var cell in open.Where(c => errors.ContainsKey(c.CellId)))
        {
            cell.Error = errors[cell.CellId];
            CellChanges.End(cell, SweepCellState.Failed, now);
        }
        await turn.CommitAsync(cancel);
    }

    /// <summary>Cells of which a new attempt has begun, which thereby are at work; and how far those at work have come.</summary>
    public static async Task<IReadOnlyList<SweepCell>> BegunAsync(TrackerDb db, IReadOnlyList<SweepCell> active, DateTimeOffset now, CancellationToken cancel)
    {
        var all = await db.SweepCells.Where(c => c.State != SweepCellState.Completed && db.Sweeps.Any(s => s.Id == c.SweepId && s.TrainedBy != null && s.EndedAt == null)).ToListAsync(cancel);
        var ids = all.Select(c => c.RunId).ToArray();
        var runs = ids.Length == 0 ? [] : await db.Runs.AsNoTracking().Where(r => ids.Contains(r.Id) && r.StartedAt != null).ToDictionaryAsync(r => r.Id, cancel);
        var begun = new List<SweepCell>();
        foreach (var cell in all)
        {
            if (!runs.TryGetValue(cell.RunId, out var run))
                continue;
            cell.Iteration = run.Iteration;
            // an attempt may have ended while nobody followed
            if (run.Attempt <= cell.Attempt && !(run.Status == RunStatus.Completed && cell.State is SweepCellState.Queued))
                continue;
            cell.LeasedAt = cell.StartedAt is null ? run.StartedAt : now;
            cell.StartedAt ??= run.StartedAt;
            (cell.State, cell.Attempt, cell.Trainer, cell.EndedAt) = (SweepCellState.Running, run.Attempt, run.Host, null);
            if (!active.Contains(cell))
                begun.Add(cell);
        }
        return begun;
    }

    /// <summary>What whoever commands such a sweep is told; null for others.</summary>
    public static CommandOutcome? Refusal(Sweep sweep) => sweep.TrainedBy is not { } host ? null
        : new(false, $"{sweep.Name} is trained by platform sweep run on {host}: Ctrl+C there ends it, the same command goes on with it");

    // of a sweep that this tracker had not heard of it may have stored the runs
    static Task<DateTimeOffset?> BegunAtAsync(TrackerDb db, IEnumerable<Guid> runs, CancellationToken cancel) =>
        db.Runs.Where(r => runs.Contains(r.Id)).MinAsync(r => r.StartedAt, cancel);

    static void GoOn(SweepCell cell, Guid run, DateTimeOffset now)
    {
        cell.FormerRunId = null;
        if (cell.RunId != run)
            (cell.RunId, cell.Attempt, cell.State) = (run, 0, SweepCellState.Queued); // new, or begun anew
        if (cell.State is SweepCellState.Completed or SweepCellState.Queued)
            return;
        CellChanges.QueueAnew(cell, now);
    }
}
