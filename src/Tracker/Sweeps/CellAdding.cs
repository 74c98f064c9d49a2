using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Adds cells to a sweep; those that are there are not there twice.</summary>
static class CellAdding
{
    public static async Task AddAsync(TrackerDb db, Sweep sweep, IReadOnlyList<PlannedCell> planned, DateTimeOffset now, CancellationToken cancel)
    {
        if (planned.Count == 0)
            return;
        var there = await db.SweepCells.Where(c => c.SweepId == sweep.Id).ToListAsync(cancel);
        var byKey = there.ToDictionary(c => (c.ConfigHash, c.Seed));
        var position = there.Count == 0 ? 0 : there.Max(c => c.Position) + 1;
        foreach (var cell in planned)
            if (byKey.TryGetValue((cell.ConfigHash, cell.Seed), out var known))
                Refresh(known, cell);
            else
            {
                var added = CellOf(sweep, cell, position++, now);
                byKey.Add((cell.ConfigHash, cell.Seed), added);
                if (sweep.Reuse)
                    await ReuseAsync(db, sweep, added, cancel);
                db.Add(added);
            }
    }

    /// <summary>Runs that a cell of the same configuration and seed may be spared by.</summary>
    public static IQueryable<Runs.Run> Reusable(TrackerDb db) => db.Runs.AsNoTracking().Where(r => r.Status == RunStatus.Completed && r.Imported == null);

    static SweepCell CellOf(Sweep sweep, PlannedCell cell, int position, DateTimeOffset now) => new()
    {
        SweepId = sweep.Id,
        CellId = cell.Id,
        RunId = Guid.CreateVersion7(),
        Position = position,
        Name = cell.Name,
        Label = cell.Label,
        Seed = cell.Seed,
        ConfigHash = cell.ConfigHash,
        Config = cell.Config.GetRawText(),
        Method = cell.Method,
        Backbone = cell.Backbone,
        Dataset = cell.Dataset,
        TotalIterations = cell.TotalIterations,
        Values = JsonSerializer.Serialize(cell.Values, JournalJson.Options),
        State = SweepCellState.Queued,
        QueuedAt = now,
    };

    static void Refresh(SweepCell known, PlannedCell cell)
    {
        (known.Name, known.Label) = (cell.Name, cell.Label);
        known.Values = JsonSerializer.Serialize(cell.Values, JournalJson.Options);
    }

    static async Task ReuseAsync(TrackerDb db, Sweep sweep, SweepCell cell, CancellationToken cancel)
    {
        if (await Reusable(db).Where(r => r.ConfigHash == cell.ConfigHash && r.Seed == cell.Seed).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(cancel) is not { } run)
            return;
        cell.RunId = run.Id;
        cell.State = SweepCellState.Completed;
        cell.ReusedFrom = CellChanges.TakenFrom(run);
        (cell.StartedAt, cell.EndedAt, cell.Iteration, cell.Attempt) = (run.StartedAt, run.EndedAt, run.Iteration, run.Attempt);
        await CellScores.TakeAsync(db, sweep, cell, cancel);
    }
}
