using System.Text.Json;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Sweeps in words: "name 1 2 3" is one configuration with three seeds; "wrong" has a fault.</summary>
sealed class WordsPlanner : ISweepPlanner
{
    /// <summary>What the strategy wants next.</summary>
    public SweepDecision Decision { get; set; } = new() { Finished = true };

    public SweepDraft Plan(string yaml, string source)
    {
        var words = yaml.Split(' ');
        return words[0] == "wrong"
            ? new() { Name = "", Objective = "", Strategy = "", Faults = [$"{source}:1:1: wrong"] }
            : new() { Name = words[0], Objective = "miou/val/seg", Strategy = "grid", Yaml = yaml, Axes = ["rate"], Cells = [.. words.Skip(1).Select(seed => Cell(int.Parse(seed)))] };
    }

    public SweepDecision Decide(string yaml, SweepProgress progress) => Decision;

    public static PlannedCell Cell(int seed) => new()
    {
        Id = $"cell-{seed}",
        Name = $"run s{seed}",
        Label = "run",
        Seed = seed,
        ConfigHash = JournalEntry.HashOf("config"u8),
        Config = JsonSerializer.SerializeToElement(new { seed, iterations = 100 }),
        Method = "baseline",
        Backbone = "vit-tiny",
        Dataset = "shapes",
        TotalIterations = 100,
        Values = new Dictionary<string, string> { ["rate"] = "0.1" },
    };
}
