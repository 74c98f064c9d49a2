using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Pauses, resumes and ends sweeps, and queues cells again. Null where the sweep is unknown.</summary>
sealed class SweepCommands(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, TimeProvider clock)
{
    static readonly CommandOutcome s_done = new(true);

    public Task<CommandOutcome?> PauseAsync(string sweep, CancellationToken cancel) => OnAsync(sweep, (row, _, _) =>
    {
        if (row.State != SweepState.Running)
            return new(false, $"{row.Name} is {Word(row.State)}, it cannot be paused");
        row.State = SweepState.Paused;
        return s_done;
    }, cancel);

    public Task<CommandOutcome?> ResumeAsync(string sweep, CancellationToken cancel) => OnAsync(sweep, (row, cells, now) =>
    {
        if (row.State == SweepState.Running)
            return new(false, $"{row.Name} is running");
        foreach (var cell in cells.Where(c => c.State == SweepCellState.Stopped))
            CellChanges.Queue(cell, now);
        GoOn(row, cells);
        return s_done;
    }, cancel);

    public Task<CommandOutcome?> StopAsync(string sweep, CancellationToken cancel) => OnAsync(sweep, (row, cells, now) =>
    {
        if (row.State is SweepState.Stopped or SweepState.Ended)
            return new(false, $"{row.Name} is {Word(row.State)}");
        row.State = SweepState.Stopped;
        foreach (var cell in cells)
            CellChanges.Want(cell, SweepCellState.Stopped, "sweep stopped", now);
        return s_done;
    }, cancel);

    public Task<CommandOutcome?> RetryAsync(string sweep, CancellationToken cancel) => OnAsync(sweep, (row, cells, now) =>
    {
        var failed = cells.Where(c => c.State == SweepCellState.Failed).ToArray();
        if (failed.Length == 0)
            return new(false, $"no cell of {row.Name} has failed");
        QueueAnew(row, cells, failed, now);
        return s_done;
    }, cancel);

    public async Task<CommandOutcome?> FillAsync(string sweep, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, cancel);
        if (await SweepQueries.FindAsync(turn.Db.Sweeps, sweep, cancel) is not { } row)
            return null;
        var cells = await CellsAsync(turn.Db, row, cancel);
        var completed = cells.Where(c => c.State == SweepCellState.Completed).Select(c => c.RunId).ToArray();
        var kept = (await turn.Db.Runs.Where(r => completed.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel)).ToHashSet();
        var missing = cells.Where(c => c.State is SweepCellState.Failed or SweepCellState.Stopped or SweepCellState.Pruned
            || c.State == SweepCellState.Completed && !kept.Contains(c.RunId)).ToArray();
        if (missing.Length == 0)
            return new(false, $"{row.Name} has no cell that is missing");
        foreach (var gone in missing.Where(c => c.State == SweepCellState.Completed))
            Forget(gone);
        QueueAnew(row, cells, missing, StoredForm.Time(clock.GetUtcNow()));
        await turn.CommitAsync(cancel);
        return s_done;
    }

    async Task<CommandOutcome?> OnAsync(string sweep, Func<Sweep, IReadOnlyList<SweepCell>, DateTimeOffset, CommandOutcome> work, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, cancel);
        if (await SweepQueries.FindAsync(turn.Db.Sweeps, sweep, cancel) is not { } row)
            return null;
        if (FollowedSweeps.Refusal(row) is { } refusal)
            return refusal;
        var outcome = work(row, await CellsAsync(turn.Db, row, cancel), StoredForm.Time(clock.GetUtcNow()));
        await turn.CommitAsync(cancel);
        return outcome;
    }

    static Task<List<SweepCell>> CellsAsync(TrackerDb db, Sweep sweep, CancellationToken cancel) =>
        db.SweepCells.Where(c => c.SweepId == sweep.Id).ToListAsync(cancel);

    static void QueueAnew(Sweep sweep, IReadOnlyList<SweepCell> cells, IEnumerable<SweepCell> again, DateTimeOffset now)
    {
        foreach (var cell in again)
        {
            (cell.Failures, cell.LossesInPlace) = (0, 0);
            CellChanges.Queue(cell, now);
        }
        if (sweep.State != SweepState.Paused)
            GoOn(sweep, cells);
    }

    /// <summary>Trainers that asked meanwhile took the messages of cells they did not get: those are sent once more.</summary>
    public static void GoOn(Sweep sweep, IEnumerable<SweepCell> cells)
    {
        sweep.State = SweepState.Running;
        sweep.EndedAt = null;
        foreach (var cell in cells.Where(c => c.State is SweepCellState.Queued or SweepCellState.Stale))
            cell.SentAt = null;
    }

    // its run was deleted: the next one is another
    static void Forget(SweepCell cell)
    {
        cell.RunId = Guid.CreateVersion7();
        (cell.Attempt, cell.Iteration, cell.Value, cell.Evaluations, cell.EvaluatedSequence) = (0, 0, null, null, 0);
        (cell.StartedAt, cell.ReusedFrom) = (null, null);
    }

    static string Word(SweepState state) => state.ToString().ToLowerInvariant();
}
