using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Configuration;
using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Sweeps;

/// <summary>What sweep files mean, for the tracker: both answers are functions of what is given and of the shipped configurations alone.</summary>
/// <param name="folder">What a base given as path is relative to; null: for texts from elsewhere no file is opened.</param>
public sealed partial class SweepPlanner(string? folder = null) : ISweepPlanner
{
    static readonly JsonSerializerOptions s_unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public SweepDraft Plan(string yaml, string source)
    {
        var (plan, faults) = SweepFileReader.Parse(yaml, source, folder: folder);
        return plan is null ? new() { Name = "", Objective = "", Strategy = "", Faults = faults } : Draft(plan, yaml);
    }

    /// <summary>A plan as trackers keep it.</summary>
    /// <param name="yaml">The file it is of.</param>
    internal SweepDraft Draft(SweepPlan plan, string yaml)
    {
        var (file, cells) = (plan.File, Cells(plan.Rows));
        return new()
        {
            Name = file.Name,
            Description = file.Description,
            Objective = file.Objective.ToString(),
            Strategy = file.Strategy.Kind,
            Priority = file.Priority,
            Budget = file.Budget,
            Retries = file.Retries,
            Reuse = file.Reuse,
            Yaml = Portable(yaml, file),
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
        var expansion = new SweepExpansion(file, folder, faults);
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

    /// <summary>The text with the base in place of its name: what is kept lays out the same when the shipped one has changed.</summary>
    string Portable(string yaml, SweepFile file)
    {
        var node = file.Base.Node;
        if (node.Kind == JsonTokenType.StartObject)
            return yaml;
        var lines = yaml.Split('\n');
        var line = int.Parse(node.Where.Split(':')[^2], CultureInfo.InvariantCulture) - 1;
        if (BaseLine().Match(lines[line]) is { Success: true } match && match.Groups["name"].Value == node.Text)
        {
            lines[line] = $"base: {file.Base.Json(folder)}";
            return string.Join('\n', lines);
        }
        // written in an unusual way: the whole file as JSON, which is YAML but for its pairs of escapes
        var whole = SweepBase.Written(file.Root).AsObject();
        whole["base"] = JsonNode.Parse(file.Base.Json(folder));
        return whole.ToJsonString(s_unescaped);
    }

    [GeneratedRegex(@"^base:\s+(?<quote>[""']?)(?<name>[^""'#&,{}\s]+)\k<quote>\s*(#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BaseLine();
}
