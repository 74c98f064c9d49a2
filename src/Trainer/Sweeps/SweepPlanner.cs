using System.Text.Json;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Sweeps;

/// <summary>What sweep files mean, for the tracker: both answers are functions of what is given and of the shipped configurations alone.</summary>
public sealed class SweepPlanner : ISweepPlanner
{
    /// <inheritdoc/>
    public SweepDraft Plan(string yaml, string source)
    {
        var (plan, faults) = SweepFileReader.Parse(yaml, source);
        return plan is null ? new() { Name = "", Objective = "", Strategy = "", Faults = faults } : Draft(plan);
    }

    /// <summary>A plan as trackers keep it.</summary>
    internal static SweepDraft Draft(SweepPlan plan)
    {
        var (file, cells) = (plan.File, Cells(plan.Rows));
        return new()
        {
            Name = file.Name,
            Description = file.Description,
            Objective = file.Objective.ToString(),
            Strategy = SweepTerms.Strategy(file),
            Priority = file.Priority,
            Budget = file.Budget,
            Retries = file.Retries,
            Reuse = file.Reuse,
            Yaml = plan.Portable,
            Axes = [.. file.Axes.Select(a => a.Key), .. file.Ladder.Count > 0 ? [SweepRows.StepKey] : Array.Empty<string>()],
            Rungs = file.Asha?.Rungs(plan.Cells.Max(c => c.Config.Iterations)) ?? [],
            KeepOneOf = file.Asha?.Factor ?? 0,
            Cells = [.. cells.Take(file.Budget.Runs ?? int.MaxValue)],
            Notes = [.. SweepTerms.Of(plan)],
            Total = Math.Min(file.Budget.Runs ?? int.MaxValue, file.Strategy.Draws ? SweepDraws.Total(file, plan.Seeds.Count) * plan.Seeds.Count : plan.Cells.Count),
        };
    }

    /// <inheritdoc/>
    public SweepDecision Decide(string yaml, SweepProgress progress)
    {
        var faults = new SweepFaults("sweep");
        if (YamlTree.Parse(yaml, "sweep", faults) is not { } root || new SweepDocument("sweep", faults).Read(root) is not { } file)
            throw new InvalidDataException($"a stored sweep cannot be read any more: {string.Join("; ", faults.InOrder)}");
        if (file.Budget.Hours is { } hours && progress.HoursSpent >= hours)
            return new() { Prune = [.. progress.Cells.Where(c => c.State == SweepCellState.Queued).Select(c => c.Id)], Finished = true };
        var pruned = Pruned(file, progress.Cells);
        var left = (file.Budget.Runs ?? int.MaxValue) - progress.Cells.Count;
        if (left <= 0 || !file.Strategy.Draws && file.AdaptiveSeeds is null)
            return new() { Prune = pruned, Finished = true };
        var expansion = new SweepExpansion(file, folder: null, faults);
        if (!expansion.ReadBase())
            throw new InvalidDataException($"the base of a stored sweep cannot be read any more: {string.Join("; ", faults.InOrder)}");
        var (rows, finished) = file.Strategy.Draws
            ? new DrawnCells(file, expansion).Next(progress.Cells)
            : new AddedSeeds(file, expansion).Next(progress.Cells);
        return new() { Add = [.. Cells(rows).Take(left)], Prune = pruned, Finished = finished };
    }

    static string[] Pruned(SweepFile file, IReadOnlyList<CellStanding> cells)
    {
        if (file.Asha is not { } asha || cells.Count == 0)
            return [];
        RungValue[][] values = [.. cells.Select(c => c.Evaluations.Select(e => new RungValue(e.Iteration, e.Value, e.Order)).ToArray())];
        // the last evaluation is no rung: whoever gets there is done
        var rungs = asha.Rungs(cells.Max(c => c.Config.GetProperty("iterations").GetInt32()));
        return [.. SuccessiveHalving.Losers(values, rungs, asha.Factor).Where(i => cells[i].State == SweepCellState.Running && !cells[i].Evaluations.Any(e => e.Kept)).Select(i => cells[i].Id)];
    }

    // breadth first: every row has its first seed before any has its second
    static IEnumerable<PlannedCell> Cells(IReadOnlyList<SweepRow> rows) =>
        Enumerable.Range(0, rows.Select(r => r.Cells.Count).DefaultIfEmpty().Max())
            .SelectMany(i => rows.Where(r => i < r.Cells.Count).Select(r => Planned(r, r.Cells[i]))).DistinctBy(c => c.Id);

    static PlannedCell Planned(SweepRow row, SweepCell cell) => new()
    {
        Id = cell.Id,
        Name = cell.Name,
        Label = row.Label,
        Seed = cell.Seed,
        ConfigHash = cell.ConfigHash,
        Config = JsonDocument.Parse(TrainingConfigReader.ToJson(cell.Config)).RootElement,
        Method = cell.Config.Method,
        Backbone = cell.Config.Backbone.Name,
        Dataset = cell.Config.Dataset.Kind,
        TotalIterations = cell.Config.Iterations,
        Values = row.Values,
    };
}
