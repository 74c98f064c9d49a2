using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>
/// One look at all sweeps that go on: renews the leases of trainers that were heard, takes in how runs ended and what they
/// scored, gives up on silent trainers, asks strategies, ends sweeps. All of it in one transaction that no other tracker's
/// overlaps.
/// </summary>
sealed class SweepRound(
    IDbContextFactory<TrackerDb> databases, IJournalWriter writer, HeardTrainers trainers, StrategySteps strategies,
    IOptions<TrackerOptions> options, TimeProvider clock, ILogger<SweepRound> logger)
{
    /// <param name="hearing">How long this tracker has been hearing heartbeats without interruption.</param>
    public async Task RunAsync(TimeSpan hearing, CancellationToken cancel)
    {
        if (!await AnythingAsync(cancel))
            return;
        await using var turn = await SweepTurn.BeginAsync(databases, writer, clock, cancel);
        var db = turn.Db;
        var now = turn.Now;
        await CellsOfRun.RecallAsync(db, now, cancel);
        var active = await db.SweepCells.Where(c => c.State == SweepCellState.Running || c.State == SweepCellState.Stale).ToListAsync(cancel);
        active.AddRange(await FollowedSweeps.BegunAsync(db, active, now, cancel));
        var of = active.Select(c => c.SweepId).Distinct().ToArray();
        var sweeps = await db.Sweeps.Where(s => s.EndedAt == null || of.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        Hear(active, now);
        // ends first: a score that is not there yet when an end is, never comes
        var ended = await EndedAsync(db, active, cancel);
        foreach (var cell in active)
            await CellScores.TakeAsync(db, sweeps[cell.SweepId], cell, cancel);
        foreach (var cell in active)
            if (ended.TryGetValue(cell.RunId, out var run))
                CellChanges.Settle(cell, run, sweeps[cell.SweepId].Retries, now);
        GiveUp(active, now, hearing);
        await db.SaveChangesAsync(cancel);
        var answered = new List<(Guid Sweep, string Standing)>();
        foreach (var sweep in sweeps.Values)
        {
            if (await strategies.TakeAsync(db, sweep, now, cancel) is { } standing)
                answered.Add((sweep.Id, standing));
            await EndAsync(db, sweep, now, cancel);
        }
        await turn.CommitAsync(cancel);
        foreach (var (sweep, standing) in answered)
            strategies.Keep(sweep, standing);
    }

    // the usual case costs one question and no lock
    async Task<bool> AnythingAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Sweeps.AnyAsync(s => s.EndedAt == null, cancel)
            || await db.SweepCells.AnyAsync(c => c.State == SweepCellState.Running || c.State == SweepCellState.Stale, cancel)
            || await CellsOfRun.Restored(db).AnyAsync(cancel);
    }

    void Hear(List<SweepCell> active, DateTimeOffset now)
    {
        foreach (var cell in active)
        {
            if (cell.HeardAt > now)
                cell.HeardAt = now; // a clock was set back
            if (trainers.NewsOf(cell.RunId, cell.Attempt) is not { } news)
                continue;
            // how far it is holds, even where the lease was renewed since
            cell.Iteration = Math.Max(news.Beat.Iteration ?? 0, cell.Iteration);
            if (StoredForm.Time(now - news.Age) is var heardAt && heardAt <= cell.HeardAt)
                continue;
            cell.HeardAt = heardAt;
            if (cell.State == SweepCellState.Stale)
                CellChanges.Find(cell, now);
        }
    }

    static async Task<Dictionary<Guid, Runs.Run>> EndedAsync(TrackerDb db, List<SweepCell> active, CancellationToken cancel)
    {
        var ids = active.Select(c => c.RunId).ToArray();
        return ids.Length == 0 ? [] : await db.Runs.AsNoTracking().Where(r => ids.Contains(r.Id) && r.Status != RunStatus.Running).ToDictionaryAsync(r => r.Id, cancel);
    }

    void GiveUp(List<SweepCell> active, DateTimeOffset now, TimeSpan hearing)
    {
        var patience = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        if (hearing < patience)
            return;
        foreach (var cell in active.Where(c => c.State == SweepCellState.Running && now - c.HeardAt > patience))
        {
            Log.TrainerSilent(logger, cell.Name, cell.Attempt, cell.Trainer);
            CellChanges.Lose(cell, now);
        }
    }

    static async Task EndAsync(TrackerDb db, Sweep sweep, DateTimeOffset now, CancellationToken cancel)
    {
        if (sweep.EndedAt is not null || sweep.State != SweepState.Stopped && !sweep.Finished)
            return;
        await db.SaveChangesAsync(cancel);
        var open = await db.SweepCells.AnyAsync(c => c.SweepId == sweep.Id
            && (c.State == SweepCellState.Queued || c.State == SweepCellState.Running || c.State == SweepCellState.Stale), cancel);
        if (open)
            return;
        sweep.EndedAt = now;
        if (sweep.State != SweepState.Stopped)
            sweep.State = SweepState.Ended;
    }
}
