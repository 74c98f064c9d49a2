using MassTransit;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Commands;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>
/// Says on the bus what the database holds: cells that wait, and trainers that are to end. What is said twice does no harm,
/// so nothing is remembered but that a cell's message is in the queue.
/// </summary>
sealed class CellCommands(IDbContextFactory<TrackerDb> databases, HeardTrainers trainers, IBus bus, TimeProvider clock)
{
    const int MostAtOnce = 200;

    // idle trainers beside waiting cells: their messages are gone
    static readonly TimeSpan s_sayAgain = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_publishLimit = TimeSpan.FromSeconds(15);

    public async Task SendAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_publishLimit);
        await using var db = await databases.CreateDbContextAsync(limit.Token);
        if (!bus.IsInMemory())
            await StartAsync(db, limit.Token);
        await StopAsync(db, limit.Token);
    }

    async Task StartAsync(TrackerDb db, CancellationToken cancel)
    {
        var now = StoredForm.Time(clock.GetUtcNow());
        var waiting = db.SweepCells.Where(c => (c.State == SweepCellState.Queued || c.State == SweepCellState.Stale)
            && db.Sweeps.Any(s => s.Id == c.SweepId && s.State == SweepState.Running && s.TrainedBy == null));
        var unsaid = await waiting.Where(c => c.SentAt == null).OrderBy(c => c.QueuedAt).ThenBy(c => c.Position).Take(MostAtOnce).ToListAsync(cancel);
        var idle = trainers.Speaking().Count(t => t.State == TrainerState.Idle);
        var before = now - s_sayAgain;
        if (idle > 0)
            unsaid.AddRange(await waiting.Where(c => c.SentAt < before).OrderBy(c => c.SentAt).Take(idle).ToListAsync(cancel));
        if (unsaid.Count == 0)
            return;
        var ids = unsaid.Select(c => c.SweepId).Distinct().ToArray();
        var names = await db.Sweeps.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        foreach (var cell in unsaid)
        {
            await bus.Publish(new StartRun { RunId = cell.RunId, Sweep = names[cell.SweepId], CellId = cell.CellId }, cancel);
            // only this column, and only while it waits: a trainer may have taken it already
            await db.SweepCells.Where(c => c.SweepId == cell.SweepId && c.CellId == cell.CellId && c.Attempt == cell.Attempt
                    && (c.State == SweepCellState.Queued || c.State == SweepCellState.Stale))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.SentAt, now), cancel);
        }
    }

    async Task StopAsync(TrackerDb db, CancellationToken cancel)
    {
        foreach (var cell in await db.SweepCells.AsNoTracking().Where(c => c.State == SweepCellState.Running && c.Wanted != null).ToListAsync(cancel))
            await bus.Publish(new StopRun { RunId = cell.RunId, Attempt = cell.Attempt, Reason = cell.WantedFor }, cancel);
        var beats = trainers.Speaking().Where(b => b is { RunId: not null, Attempt: not null }).ToArray();
        var runs = beats.Select(b => b.RunId!.Value).ToArray();
        if (runs.Length == 0)
            return;
        var cells = await db.SweepCells.AsNoTracking().Where(c => runs.Contains(c.RunId) && c.ReusedFrom == null).ToListAsync(cancel);
        foreach (var beat in beats)
            if (cells.FirstOrDefault(c => c.RunId == beat.RunId) is { } cell && HasLost(cell, beat.Attempt!.Value))
                await bus.Publish(new StopRun { RunId = cell.RunId, Attempt = beat.Attempt, Reason = "lease lost" }, cancel);
    }

    static bool HasLost(SweepCell cell, int attempt) =>
        attempt < cell.Attempt || attempt == cell.Attempt && cell.State is SweepCellState.Stopped or SweepCellState.Pruned or SweepCellState.Failed;
}
