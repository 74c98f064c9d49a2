using System.Globalization;

namespace Platform.Trainer.Sweeps;

/// <summary>What a sweep file says beyond its cells, for people.</summary>
static class SweepTerms
{
    /// <summary>What needs somebody who knows earlier results or decides as they come; null where the cells are known from the start.</summary>
    public static string? TrackerOnly(SweepFile file) => file switch
    {
        { Strategy.Kind: "tpe" } => "strategy tpe",
        { Asha: not null } => "asha",
        { AdaptiveSeeds: not null } => "adaptiveSeeds",
        { Reuse: true } => "reuse",
        { Budget: { Runs: not null } or { Hours: not null } } => "a budget",
        _ => null,
    };

    /// <summary>"ladder", "random with asha": what is tried and what decides as results come.</summary>
    public static string Strategy(SweepFile file)
    {
        var kind = file is { Strategy.Kind: "grid", Ladder.Count: > 0, Axes.Count: 0 } ? "ladder" : file.Strategy.Kind;
        return kind + (file.Asha is not null ? " with asha" : file.AdaptiveSeeds is not null ? " with adaptive seeds" : "");
    }

    /// <summary>A line each: what rows are the same, what is drawn, cut short, added, and what it may cost.</summary>
    public static IEnumerable<string> Of(SweepPlan plan)
    {
        var file = plan.File;
        // whoever leaves out a step that the base has on finds no such row in the table, and wonders
        foreach (var same in plan.Rows.GroupBy(row => row.Cells[0].ConfigHash).Where(same => same.Count() > 1))
            yield return $"{string.Join(" and ", same.Select(row => $"'{row.Label}'"))} are one configuration, trained once; what they differ in changes nothing";
        if (file.Strategy.Draws && SweepDraws.Total(file, plan.Seeds.Count) is var total && plan.Rows.Count < (file.Strategy.Kind == "tpe" ? Math.Min(total, file.Strategy.Parallel) : total))
            yield return $"{total} combinations are asked for, {plan.Rows.Count} were found: the axes have no more, or the constraints leave next to none";
        if (file.Strategy.Kind == "tpe")
            yield return $"tpe draws {SweepDraws.Total(file, plan.Seeds.Count)} combinations, {file.Strategy.Parallel} at a time; those above are the first";
        if (file.Asha is { } asha && plan.Cells.Count > 0)
            yield return $"asha: at iterations {string.Join(", ", asha.Rungs(plan.Cells.Max(c => c.Config.Iterations)))} one run in {asha.Factor} goes on";
        if (file.AdaptiveSeeds is { } rule)
            yield return string.Create(CultureInfo.InvariantCulture, $"adaptiveSeeds: up to {rule.Most} seeds a row, until {100 * rule.Confidence:0.#} % intervals are {rule.Width} wide");
        if (file.Budget is { Runs: not null } or { Hours: not null })
            yield return string.Create(CultureInfo.InvariantCulture, $"budget: {file.Budget.Runs?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} runs, {file.Budget.Hours?.ToString("0.##", CultureInfo.InvariantCulture) ?? "any number of"} hours");
    }
}
