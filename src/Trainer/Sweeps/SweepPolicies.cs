using System.Text.Json;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>How a sweep file says what is tried, what is cut short, and what it may cost.</summary>
sealed class SweepPolicies(ConfigNode root, SweepFaults faults)
{
    public static readonly IReadOnlyList<string> StrategyKeys = ["kind", "points", "parallel", "seed", "startup", "candidates"];
    public static readonly IReadOnlyList<string> AshaKeys = ["from", "factor"];
    public static readonly IReadOnlyList<string> AdaptiveKeys = ["width", "confidence", "most", "against"];
    public static readonly IReadOnlyList<string> BudgetKeys = ["runs", "hours"];

    // a fault of its own: what depends on the kind is not said as well
    const string Unknown = "";

    public SweepStrategy Strategy()
    {
        if (!root.Members.TryGetValue("strategy", out var node))
            return new();
        if (node.Kind != JsonTokenType.StartObject)
        {
            var word = new SweepSection(root, "", SweepDocument.Keys, faults).Word("strategy", SweepStrategy.Kinds);
            return new() { Kind = word ?? Unknown };
        }
        var section = new SweepSection(node, "strategy", StrategyKeys, faults);
        section.RefuseUnknown();
        section.Needs("kind", $"one of {string.Join(", ", SweepStrategy.Kinds)}");
        var defaults = new SweepStrategy();
        return new()
        {
            Kind = section.Word("kind", SweepStrategy.Kinds) ?? Unknown,
            Points = section.Whole("points", 1, SweepExpansion.MostCells),
            Parallel = section.Whole("parallel", 1, 1000) ?? defaults.Parallel,
            Seed = section.Whole("seed", 0, int.MaxValue) ?? defaults.Seed,
            Startup = section.Whole("startup", 1, SweepExpansion.MostCells) ?? defaults.Startup,
            Candidates = section.Whole("candidates", 1, 1000) ?? defaults.Candidates,
        };
    }

    public AshaRule? Asha()
    {
        if (Section("asha", AshaKeys) is not { } section || !section.Needs("from", "the iteration of the first rung"))
            return null;
        return section.Whole("from", 1, int.MaxValue) is { } from ? new(from, section.Whole("factor", 2, 16) ?? 3) : null;
    }

    public SeedRule? AdaptiveSeeds()
    {
        if (Section("adaptiveSeeds", AdaptiveKeys) is not { } section || !section.Needs("width", "how wide the confidence interval may be"))
            return null;
        return section.Number("width", 0, double.PositiveInfinity) is { } width
            ? new(width, section.Number("confidence", 0.5, 1) ?? 0.95, section.Whole("most", 2, 1000) ?? 10, section.Word("against", SeedRule.Comparisons) ?? "before")
            : null;
    }

    public SweepBudget Budget() => Section("budget", BudgetKeys) is { } section
        ? new(section.Whole("runs", 1, SweepExpansion.MostCells), section.Number("hours", 0, double.PositiveInfinity))
        : SweepBudget.Unlimited;

    /// <summary>What is well formed and does not go together.</summary>
    public void RefuseMismatch(SweepFile file)
    {
        var strategy = file.Strategy;
        if (strategy.Kind == "ladder" && !root.Members.ContainsKey("ladder"))
            Refuse("strategy", "strategy is ladder and there is no 'ladder'");
        if (strategy.Draws && root.Members.ContainsKey("ladder"))
            Refuse("ladder", $"a ladder is climbed step by step; with strategy {strategy.Kind} make its switches axes");
        if (strategy.Draws && !root.Members.ContainsKey("axes"))
            Refuse("strategy", $"strategy {strategy.Kind} draws from 'axes', and there are none");
        if (strategy.Draws && strategy.Points is null && file.Budget.Runs is null)
            Refuse("strategy", $"strategy {strategy.Kind} has no end: say strategy.points or budget.runs");
        if (strategy.Kind is "grid" or "ladder")
            foreach (var axis in file.Axes.Where(a => a.Values.Count == 0))
                faults.Add(axis.Node, $"the range of {axis.Key} takes step or count, as strategy {strategy.Kind} tries every value");
        if (file.AdaptiveSeeds is not null && strategy.Draws)
            Refuse("adaptiveSeeds", $"adaptiveSeeds compares rows, which strategy {strategy.Kind} has none of; use grid or ladder");
        if (file.AdaptiveSeeds is not null && file.Asha is not null)
            Refuse("adaptiveSeeds", "adaptiveSeeds and asha exclude each other: what asha cuts short has no result to compare");
        if (file.AdaptiveSeeds is { } rule && file.Seeds.Count > rule.Most)
            Refuse("seeds", $"seeds lists {file.Seeds.Count}, adaptiveSeeds.most is {rule.Most}");
    }

    SweepSection? Section(string key, IReadOnlyList<string> keys)
    {
        if (!root.Members.TryGetValue(key, out var node))
            return null;
        if (node.Kind != JsonTokenType.StartObject)
        {
            faults.Add(node, $"{key} is {node.Shown}, expected {string.Join(", ", keys)}");
            return null;
        }
        var section = new SweepSection(node, key, keys, faults);
        section.RefuseUnknown();
        return section;
    }

    void Refuse(string key, string problem) => faults.Add(root.Members.GetValueOrDefault(key) ?? root, problem);
}
