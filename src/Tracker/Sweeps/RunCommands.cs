using MassTransit;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Commands;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Ends and resumes single runs. Null where the run is unknown.</summary>
sealed class RunCommands(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, HeardTrainers trainers, IBus bus, TimeProvider clock)
{
    static readonly TimeSpan s_publishLimit = TimeSpan.FromSeconds(5);

    public async Task<CommandOutcome?> StopAsync(Guid run, string? reason, CancellationToken cancel)
    {
        await using (var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel))
        {
            if (await CellAsync(turn.Db, run, cancel) is { } cell)
            {
                if (FollowedSweeps.Refusal(await SweepOfAsync(turn.Db, cell, cancel)) is { } refusal)
                    return refusal;
                if (cell.State is not (SweepCellState.Queued or SweepCellState.Running or SweepCellState.Stale))
                    return new(false, $"{cell.Name} is {Word(cell.State)}");
                CellChanges.Want(cell, SweepCellState.Stopped, reason ?? "command", turn.Now);
                await turn.CommitAsync(cancel);
            }
            else if (await StatusAsync(turn.Db, run, cancel) is not { } status)
                return null;
            else if (status != RunStatus.Running || !trainers.Alive().Contains(run))
                return new(false, status == RunStatus.Running ? "no trainer of this run has been heard of lately" : $"it is {status.ToString().ToLowerInvariant()}");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_publishLimit);
        await bus.Publish(new StopRun { RunId = run, Reason = reason }, limit.Token);
        return new(true);
    }

    public async Task<CommandOutcome?> ResumeAsync(Guid run, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        if (await CellAsync(turn.Db, run, cancel) is not { } cell)
            return await StatusAsync(turn.Db, run, cancel) is { } status
                ? new(false, status == RunStatus.Running
                    ? "it is running"
                    : $"it is of no sweep, so that no worker can take it; where it was trained: platform train CONFIG --run {run} --resume")
                : null;
        var sweep = await SweepOfAsync(turn.Db, cell, cancel);
        if (FollowedSweeps.Refusal(sweep) is { } refusal)
            return refusal;
        if (cell.State is not (SweepCellState.Failed or SweepCellState.Stopped or SweepCellState.Pruned))
            return new(false, $"{cell.Name} is {Word(cell.State)}");
        CellChanges.QueueAnew(cell, turn.Now);
        if (sweep.State != SweepState.Paused)
            SweepCommands.GoOn(sweep, [cell]);
        await turn.CommitAsync(cancel);
        return new(true, sweep.State == SweepState.Paused ? $"it waits until {sweep.Name}, which is paused, is resumed" : null);
    }

    // several sweeps may share a run that one of them trained
    static Task<SweepCell?> CellAsync(TrackerDb db, Guid run, CancellationToken cancel) =>
        db.SweepCells.FirstOrDefaultAsync(c => c.RunId == run && c.ReusedFrom == null, cancel);

    static Task<Sweep> SweepOfAsync(TrackerDb db, SweepCell cell, CancellationToken cancel) => db.Sweeps.SingleAsync(s => s.Id == cell.SweepId, cancel);

    static async Task<RunStatus?> StatusAsync(TrackerDb db, Guid run, CancellationToken cancel) =>
        await db.Runs.Where(r => r.Id == run && r.StartedAt != null).Select(r => (RunStatus?)r.Status).FirstOrDefaultAsync(cancel);

    static string Word(SweepCellState state) => state.ToString().ToLowerInvariant();
}
