using System.Globalization;
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
        QueueAnew(row, cells, c => c.State == SweepCellState.Failed, $"no cell of {row.Name} has failed", now), cancel);

    public Task<CommandOutcome?> FillAsync(string sweep, CancellationToken cancel) => OnAsync(sweep, (row, cells, now) =>
        QueueAnew(row, cells, c => c.State is SweepCellState.Failed or SweepCellState.Stopped or SweepCellState.Pruned, $"{row.Name} has no cell that is missing", now), cancel);

    async Task<CommandOutcome?> OnAsync(string sweep, Func<Sweep, IReadOnlyList<SweepCell>, DateTimeOffset, CommandOutcome> work, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        if (await SweepQueries.FindAsync(turn.Db.Sweeps, sweep, cancel) is not { } row)
            return null;
        if (FollowedSweeps.Refusal(row) is { } refusal)
            return refusal;
        var outcome = work(row, await CellsAsync(turn.Db, row, cancel), turn.Now);
        await turn.CommitAsync(cancel);
        return outcome;
    }

    static Task<List<SweepCell>> CellsAsync(TrackerDb db, Sweep sweep, CancellationToken cancel) =>
        db.SweepCells.Where(c => c.SweepId == sweep.Id).ToListAsync(cancel);

    static CommandOutcome QueueAnew(Sweep sweep, IReadOnlyList<SweepCell> cells, Func<SweepCell, bool> missing, string none, DateTimeOffset now)
    {
        var again = cells.Where(missing).ToArray();
        if (again.Length == 0)
            return new(false, none);
        // they would be given up again at once
        if (sweep.BudgetHours is { } hours && SweepTimes.HoursOf(cells, now) >= hours)
            return new(false, string.Create(CultureInfo.InvariantCulture, $"{sweep.Name} has spent its budget of {hours:0.##} hours; give it more in its file (platform sweep edit {sweep.Name} --file FILE)"));
        foreach (var cell in again)
            CellChanges.QueueAnew(cell, now);
        if (sweep.State != SweepState.Paused)
            GoOn(sweep, cells);
        return s_done;
    }

    /// <summary>Trainers that asked meanwhile took the messages of cells they did not get: those are sent once more.</summary>
    public static void GoOn(Sweep sweep, IEnumerable<SweepCell> cells)
    {
        sweep.State = SweepState.Running;
        sweep.EndedAt = null;
        foreach (var cell in cells.Where(c => c.State is SweepCellState.Queued or SweepCellState.Stale))
            cell.SentAt = null;
    }

    static string Word(SweepState state) => state.ToString().ToLowerInvariant();
}
