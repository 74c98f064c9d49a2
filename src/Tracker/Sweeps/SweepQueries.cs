using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Sweeps and how they stand.</summary>
sealed class SweepQueries(IDbContextFactory<TrackerDb> databases, TimeProvider clock)
{
    /// <param name="idOrName">A sweep's id or name.</param>
    public static Task<Sweep?> FindAsync(IQueryable<Sweep> sweeps, string idOrName, CancellationToken cancel) =>
        Guid.TryParse(idOrName, out var id)
            ? sweeps.FirstOrDefaultAsync(s => s.Id == id || s.Name == idOrName, cancel)
            : sweeps.FirstOrDefaultAsync(s => s.Name == idOrName, cancel);

    public async Task<IReadOnlyList<SweepSummary>> AllAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var sweeps = await db.Sweeps.AsNoTracking().OrderByDescending(s => s.CreatedAt).ToListAsync(cancel);
        var cells = (await BriefAsync(db.SweepCells, cancel)).ToLookup(c => c.SweepId);
        return [.. sweeps.Select(s => Summary(s, [.. cells[s.Id]]))];
    }

    public async Task<SweepSummary?> SummaryAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Sweeps.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel) is { } sweep
            ? Summary(sweep, await BriefAsync(db.SweepCells.Where(c => c.SweepId == id), cancel))
            : null;
    }

    /// <summary>Null where it is unknown.</summary>
    public async Task<SweepDetail?> DetailAsync(string idOrName, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await FindAsync(db.Sweeps.AsNoTracking(), idOrName, cancel) is not { } sweep)
            return null;
        var cells = await db.SweepCells.AsNoTracking().Where(c => c.SweepId == sweep.Id).OrderBy(c => c.Position).ToListAsync(cancel);
        return new(Summary(sweep, [.. cells.Select(CellBrief.Of)]), sweep.Yaml, [.. cells.Select(Info)])
        {
            Axes = Json<string[]>(sweep.Axes),
            Rungs = Json<int[]>(sweep.Rungs),
            KeepOneOf = sweep.KeepOneOf,
        };
    }

    SweepSummary Summary(Sweep sweep, IReadOnlyList<CellBrief> cells)
    {
        var now = clock.GetUtcNow();
        var toCome = sweep.Finished ? 0 : Math.Max(0, sweep.Total - cells.Count);
        // not the luckiest seed: what a table marks as best
        var best = cells.Where(c => c is { State: SweepCellState.Completed, Value: not null }).GroupBy(c => c.Label)
            .Select(row => (Mean: row.Average(c => c.Value!.Value), Name: NameOf([.. row]))).OrderByDescending(row => row.Mean).Take(1).ToArray();
        return new()
        {
            Id = sweep.Id,
            Name = sweep.Name,
            Description = sweep.Description,
            Objective = sweep.Objective,
            Strategy = sweep.Strategy,
            State = sweep.State,
            Priority = sweep.Priority,
            Budget = new(sweep.BudgetRuns, sweep.BudgetHours),
            CreatedAt = sweep.CreatedAt,
            EndedAt = sweep.EndedAt,
            Cells = cells.GroupBy(c => c.State).ToDictionary(g => g.Key, g => g.Count()),
            Expected = cells.Count + toCome,
            Reused = cells.Count(c => c.Reused),
            HoursSpent = SweepTimes.HoursOf(cells.Where(c => !c.Reused).Select(c => c.Time), now),
            Best = best is [var (mean, _)] ? mean : null,
            BestCell = best is [var (_, name)] ? name : null,
            TrainedBy = sweep.TrainedBy,
            SecondsLeft = SecondsLeft(cells, toCome, now),
        };
    }

    static string NameOf(CellBrief[] seeds) => seeds.Length == 1 ? seeds[0].Name : $"{seeds[0].Name[..seeds[0].Name.LastIndexOf(' ')]}, mean of {seeds.Length} seeds";

    // by what an iteration has taken so far, on as many trainers as are at work
    static double? SecondsLeft(IReadOnlyList<CellBrief> cells, int toCome, DateTimeOffset now)
    {
        var trained = cells.Where(c => !c.Reused).ToArray();
        var (iterations, seconds) = (trained.Sum(c => (double)c.Iteration), SweepTimes.HoursOf(trained.Select(c => c.Time), now) * 3600);
        var working = trained.Count(c => c.State == SweepCellState.Running);
        if (working == 0 || iterations == 0)
            return null;
        var left = trained.Where(c => c.State is SweepCellState.Queued or SweepCellState.Running or SweepCellState.Stale)
            .Sum(c => (double)Math.Max(0, c.TotalIterations - c.Iteration)) + toCome * trained.Average(c => c.TotalIterations);
        return left * seconds / iterations / working;
    }

    static SweepCellInfo Info(SweepCell cell) => new()
    {
        Id = cell.CellId,
        Name = cell.Name,
        Label = cell.Label,
        Seed = cell.Seed,
        ConfigHash = cell.ConfigHash,
        Values = Json<Dictionary<string, string>>(cell.Values),
        State = cell.State,
        RunId = cell.RunId,
        Attempt = cell.Attempt,
        Failures = cell.Failures,
        Losses = cell.Losses,
        Iteration = cell.Iteration,
        TotalIterations = cell.TotalIterations,
        Value = cell.Value,
        Evaluations = CellScores.Of(cell),
        Error = cell.Error,
        Trainer = cell.Trainer,
        QueuedAt = cell.QueuedAt,
        StartedAt = cell.StartedAt,
        EndedAt = cell.EndedAt,
        ReusedFrom = cell.ReusedFrom,
    };

    static Task<List<CellBrief>> BriefAsync(IQueryable<SweepCell> cells, CancellationToken cancel) =>
        cells.AsNoTracking().OrderBy(c => c.Position).Select(c => new CellBrief(
            c.SweepId, c.Name, c.Label, c.State, c.Value, c.Iteration, c.TotalIterations, c.ReusedFrom != null, c.BusySeconds, c.LeasedAt)).ToListAsync(cancel);

    static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, JournalJson.Options)!;

    sealed record CellBrief(
        Guid SweepId, string Name, string Label, SweepCellState State, double? Value, int Iteration, int TotalIterations, bool Reused, double BusySeconds, DateTimeOffset? LeasedAt)
    {
        public SweepTime Time => new(BusySeconds, LeasedAt);

        public static CellBrief Of(SweepCell c) =>
            new(c.SweepId, c.Name, c.Label, c.State, c.Value, c.Iteration, c.TotalIterations, c.ReusedFrom is not null, c.BusySeconds, c.LeasedAt);
    }
}
