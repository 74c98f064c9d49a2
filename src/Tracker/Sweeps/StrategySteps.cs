using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Asks a sweep's strategy what it makes of its cells, and does it.</summary>
sealed class StrategySteps(IEnumerable<ISweepPlanner> planners, ILogger<StrategySteps> logger)
{
    // asked again only when something is different; a tracker that starts asks once more
    readonly ConcurrentDictionary<Guid, string> _answered = [];

    /// <returns>The standing that was answered to, for <see cref="Keep"/> when what came of it is committed; null where nothing was asked.</returns>
    public async Task<string?> TakeAsync(TrackerDb db, Sweep sweep, DateTimeOffset now, CancellationToken cancel)
    {
        if (sweep.State != SweepState.Running || planners.FirstOrDefault() is not { } planner || sweep is { Finished: true, KeepOneOf: 0, BudgetHours: null })
            return null;
        var cells = await db.SweepCells.Where(c => c.SweepId == sweep.Id).OrderBy(c => c.Position).ToListAsync(cancel);
        var hours = SweepTimes.HoursOf(cells, now);
        var standing = $"{sweep.Yaml.GetHashCode(StringComparison.Ordinal)} {sweep.Evaluated} {(int)(hours * 60)} {string.Concat(cells.Select(c => (char)('a' + (int)c.State)))}";
        if (_answered.TryGetValue(sweep.Id, out var last) && last == standing)
            return null;
        try
        {
            var decision = planner.Decide(sweep.Yaml, new([.. cells.Select(StandingOf)], hours));
            await CellAdding.AddAsync(db, sweep, decision.Add, now, cancel);
            foreach (var cell in cells.Where(c => decision.Prune.Contains(c.CellId)))
                CellChanges.Prune(cell, now);
            sweep.Finished = decision.Finished;
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbUpdateException or System.Data.Common.DbException))
        {
            Log.StrategyFailed(logger, sweep.Name, e.Message); // the cells there are go on
        }
        return standing;
    }

    /// <summary>An answer that was lost with its transaction is asked for again.</summary>
    public void Keep(Guid sweep, string standing) => _answered[sweep] = standing;

    static CellStanding StandingOf(SweepCell cell) => new()
    {
        Id = cell.CellId,
        State = cell.State,
        Label = cell.Label,
        Seed = cell.Seed,
        ConfigHash = cell.ConfigHash,
        Config = JsonSerializer.Deserialize<JsonElement>(cell.Config),
        Values = JsonSerializer.Deserialize<Dictionary<string, string>>(cell.Values, JournalJson.Options)!,
        Iteration = cell.Iteration,
        Evaluations = CellScores.Of(cell),
    };
}
