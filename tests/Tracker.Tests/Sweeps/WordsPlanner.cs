using System.Collections.Concurrent;
using System.Text.Json;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Sweeps in words: "name 1 2 3" is one configuration with three seeds, "priority=5" and the like are keys; "wrong" has a fault.</summary>
sealed class WordsPlanner : ISweepPlanner
{
    /// <summary>What the strategy wants next.</summary>
    public SweepDecision Decision { get; set; } = new() { Finished = true };

    public SweepDraft Plan(string yaml, string source)
    {
        var words = yaml.Split(' ');
        return words[0] is "wrong" or ""
            ? new() { Name = "", Objective = "", Strategy = "", Faults = [$"{source}:1:1: wrong"] }
            : Draft(words[0], yaml, [.. words.Skip(1).Where(w => !w.Contains('=')).Select(seed => Cell(int.Parse(seed)))],
                words.Skip(1).Where(w => w.Contains('=')).ToDictionary(w => w.Split('=')[0], w => w.Split('=')[1]));
    }

    public SweepDecision Decide(string yaml, SweepProgress progress)
    {
        Asked.Enqueue(yaml);
        return Decision;
    }

    /// <summary>The texts a decision was asked with.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    static SweepDraft Draft(string name, string yaml, PlannedCell[] cells, Dictionary<string, string> keys) => new()
    {
        Name = name,
        Objective = keys.GetValueOrDefault("objective", "miou/val/seg"),
        Strategy = "grid",
        Yaml = yaml,
        Axes = ["rate"],
        Priority = int.Parse(keys.GetValueOrDefault("priority", "0")),
        Reuse = keys.ContainsKey("reuse"),
        Total = int.Parse(keys.GetValueOrDefault("total", $"{cells.Length}")),
        Budget = new(Hours: keys.ContainsKey("hours") ? double.Parse(keys["hours"]) : null),
        Cells = cells,
    };

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
