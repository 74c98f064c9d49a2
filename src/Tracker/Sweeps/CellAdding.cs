using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Runs;
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
        var added = new List<SweepCell>();
        foreach (var cell in planned)
            if (byKey.TryGetValue((cell.ConfigHash, cell.Seed), out var known))
                Refresh(known, cell);
            else
            {
                added.Add(CellOf(sweep, cell, position++, now));
                byKey.Add((cell.ConfigHash, cell.Seed), added[^1]);
            }
        if (sweep.Reuse)
            await ReuseAsync(db, sweep, added, cancel);
        db.AddRange(added);
    }

    /// <summary>The newest completed runs by which cells of the same configuration and seed may be spared, found by one question.</summary>
    /// <param name="hashes">Of the configurations that are wanted.</param>
    /// <returns>Of each run what a cell takes over.</returns>
    public static async Task<IReadOnlyDictionary<(string ConfigHash, int Seed), Run>> ReusableAsync(
        TrackerDb db, IEnumerable<string> hashes, CancellationToken cancel)
    {
        var wanted = hashes.Distinct().ToArray();
        var runs = await db.Runs.AsNoTracking().Where(r => r.Status == RunStatus.Completed && r.Imported == null && EF.Parameter(wanted).Contains(r.ConfigHash))
            .OrderByDescending(r => r.StartedAt).Select(r => new Run
            {
                Id = r.Id, ConfigHash = r.ConfigHash, Seed = r.Seed, SweepId = r.SweepId, Experiment = r.Experiment,
                StartedAt = r.StartedAt, EndedAt = r.EndedAt, Iteration = r.Iteration, Attempt = r.Attempt,
            }).ToListAsync(cancel);
        return runs.DistinctBy(r => (r.ConfigHash!, r.Seed)).ToDictionary(r => (r.ConfigHash!, r.Seed));
    }

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

    static async Task ReuseAsync(TrackerDb db, Sweep sweep, IReadOnlyList<SweepCell> cells, CancellationToken cancel)
    {
        var runs = await ReusableAsync(db, cells.Select(c => c.ConfigHash), cancel);
        var spared = cells.Where(c => runs.ContainsKey((c.ConfigHash, c.Seed))).ToArray();
        foreach (var cell in spared)
        {
            var run = runs[(cell.ConfigHash, cell.Seed)];
            cell.RunId = run.Id;
            cell.State = SweepCellState.Completed;
            cell.ReusedFrom = CellChanges.TakenFrom(run);
            (cell.StartedAt, cell.EndedAt, cell.Iteration, cell.Attempt) = (run.StartedAt, run.EndedAt, run.Iteration, run.Attempt);
        }
        await CellScores.TakeAsync(db, sweep, spared, cancel);
    }
}
