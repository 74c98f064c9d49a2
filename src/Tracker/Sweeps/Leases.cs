using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Gives cells to trainers, each to one at a time, and with it the right to go on with the run's journal.</summary>
sealed class Leases(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, HeardTrainers trainers, TimeProvider clock, ILogger<Leases> logger)
{
    // a machine without the data fails every cell it gets, and sooner than others train theirs
    static readonly TimeSpan s_leftToOthers = TimeSpan.FromMinutes(10);

    /// <summary>The first cell that waits, of the sweep with the highest priority; null where none may begin.</summary>
    public async Task<Lease?> ClaimAsync(LeaseRequest request, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        // the answer may have been lost on its way
        var cell = await turn.Db.SweepCells.FirstOrDefaultAsync(c => c.Claim == request.Claim && c.State == SweepCellState.Running, cancel);
        var lease = cell is not null
            ? await LeaseOf(turn.Db, cell, (await writer.LockRunsAsync(turn.Db, [cell.RunId], cancel))[cell.RunId], cancel)
            : await GrantNextAsync(turn.Db, request, turn.Now, cancel);
        await turn.CommitAsync(cancel);
        if (lease is not null)
            Log.LeaseGranted(logger, lease.Name, lease.Attempt, request.Trainer, lease.Sequence);
        return lease;
    }

    /// <summary>Takes a cell back that its trainer has not begun.</summary>
    public async Task ReturnAsync(Guid run, LeaseReturn returned, CancellationToken cancel)
    {
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var cell = await turn.Db.SweepCells.FirstOrDefaultAsync(c => c.RunId == run && c.Attempt == returned.Attempt && c.State == SweepCellState.Running, cancel);
        if (cell is null)
            return;
        if (returned.Error is { } error)
            CellChanges.Fail(cell, await turn.Db.Sweeps.Where(s => s.Id == cell.SweepId).Select(s => s.Retries).SingleAsync(cancel), error, turn.Now);
        else if (cell.Wanted is { } wanted)
            CellChanges.End(cell, wanted, turn.Now);
        else
            CellChanges.Queue(cell, turn.Now);
        await turn.CommitAsync(cancel);
    }

    async Task<Lease?> GrantNextAsync(TrackerDb db, LeaseRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var sweeps = await db.Sweeps.Where(s => s.State == SweepState.Running && s.TrainedBy == null)
            .OrderByDescending(s => s.Priority).ThenBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync(cancel);
        foreach (var sweep in sweeps)
            while (await NextAsync(db, sweep, request, now, cancel) is { } cell)
            {
                if (await GrantAsync(db, sweep, cell, request, now, cancel) is { } lease)
                    return lease;
                await db.SaveChangesAsync(cancel);
            }
        return null;
    }

    async Task<SweepCell?> NextAsync(TrackerDb db, Sweep sweep, LeaseRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var waiting = db.SweepCells.Where(c => c.SweepId == sweep.Id && (c.State == SweepCellState.Queued || c.State == SweepCellState.Stale));
        if (sweep.BudgetRuns is { } runs && await db.SweepCells.CountAsync(c => c.SweepId == sweep.Id && c.StartedAt != null && c.ReusedFrom == null, cancel) >= runs)
            waiting = waiting.Where(c => c.StartedAt != null);
        if (sweep.BudgetHours is { } hours && await SweepTimes.HoursAsync(db, sweep.Id, now, cancel) >= hours)
            return null;
        if (HostOf(request.Trainer) is var host && trainers.Speaking().Any(t => t.State is not null && HostOf(t.Trainer) != host))
            waiting = waiting.Where(c => c.Failures == 0 || c.QueuedAt < now - s_leftToOthers || c.Trainer == null || !c.Trainer.StartsWith(host));
        // what had begun goes first: its checkpoints and its reader wait
        return await waiting.OrderBy(c => c.StartedAt == null).ThenBy(c => c.Position).FirstOrDefaultAsync(cancel);
    }

    /// <returns>Null where the run turns out to have ended.</returns>
    async Task<Lease?> GrantAsync(TrackerDb db, Sweep sweep, SweepCell cell, LeaseRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var run = (await writer.LockRunsAsync(db, [cell.RunId], cancel))[cell.RunId];
        if (CellChanges.Settle(cell, run, sweep.Retries, now) && cell.State is not SweepCellState.Queued)
        {
            await CellScores.TakeAsync(db, sweep, cell, cancel);
            return null;
        }
        cell.Attempt = Math.Max(cell.Attempt, run.Attempt) + 1;
        await AttemptFence.SetAsync(db, run, cell.Attempt, now, cancel);
        cell.State = SweepCellState.Running;
        (cell.Trainer, cell.Claim, cell.SentAt, cell.EndedAt, cell.FormerRunId) = (request.Trainer, request.Claim, null, null, null);
        (cell.LeasedAt, cell.HeardAt) = (now, now);
        cell.StartedAt ??= now;
        return await LeaseOf(db, cell, run, cancel);
    }

    static string HostOf(string trainer) => trainer[..(trainer.IndexOf('/', StringComparison.Ordinal) + 1)];

    static async Task<Lease> LeaseOf(TrackerDb db, SweepCell cell, Runs.Run run, CancellationToken cancel) => new()
    {
        Sweep = await db.Sweeps.Where(s => s.Id == cell.SweepId).Select(s => s.Name).SingleAsync(cancel),
        CellId = cell.CellId,
        Name = cell.Name,
        RunId = cell.RunId,
        Attempt = cell.Attempt,
        Config = JsonSerializer.Deserialize<JsonElement>(cell.Config),
        TotalIterations = cell.TotalIterations,
        Sequence = run.FenceSequence,
        Hash = run.HeadHash ?? JournalEntry.NoHash,
    };
}
