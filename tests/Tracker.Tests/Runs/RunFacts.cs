using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Tests.Runs;

/// <summary>All that a filter can ask of a run, in plain sight, and the journal that says the same to a tracker.</summary>
sealed record RunFacts
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string Project { get; init; } = "wsss";
    public string Experiment { get; init; } = "first";
    public string Name { get; init; } = "run";
    public string Method { get; init; } = "dupl";
    public string Backbone { get; init; } = "vit-tiny";
    public string Dataset { get; init; } = "shapes";
    public string Host { get; init; } = "here";
    public string? Sweep { get; init; }
    public int Seed { get; init; } = 1;
    public int Iterations { get; init; } = 100;
    public DateTimeOffset Started { get; init; } = Begin;

    /// <summary>Running, or how it ended, ten minutes after it began.</summary>
    public RunStatus Status { get; init; }

    public object Config { get; init; } = new { };
    public Dictionary<string, bool> Switches { get; init; } = [];

    /// <summary>Points from iteration 1 on.</summary>
    public Dictionary<string, double?[]> Metrics { get; init; } = [];

    public string[] Tags { get; init; } = [];
    public bool Archived { get; init; }

    public int Iteration => Status == RunStatus.Running ? Metrics.Values.Select(v => v.Length).DefaultIfEmpty(0).Max() : Iterations;

    public JsonElement ConfigJson => JsonSerializer.SerializeToElement(Config, JournalJson.Options);

    public async Task StoreAsync(TestTracker tracker)
    {
        var (lines, hash) = (new List<byte[]>(), JournalEntry.NoHash);
        foreach (var (time, @event) in Events())
        {
            var entry = JournalEntry.Write(new() { RunId = Id, Sequence = lines.Count + 1, Attempt = 1, OccurredAt = time, PreviousHash = hash }, @event);
            hash = entry.Hash;
            lines.Add(entry.Bytes);
        }
        await tracker.StoreAsync(lines);
        if (Tags.Length > 0)
            await tracker.Tags.AddAsync(Id, Tags, CancellationToken.None);
        if (Archived)
            await tracker.Tags.ChangeAsync(Id, new() { Archived = true }, CancellationToken.None);
    }

    IEnumerable<(DateTimeOffset, IRunEvent)> Events()
    {
        yield return (Started, new RunStarted
        {
            Project = Project, Experiment = Experiment, RunName = Name, Method = Method, Backbone = Backbone, Dataset = Dataset,
            SplitSizes = new Dictionary<string, int>(), Config = ConfigJson, ConfigHash = JournalEntry.HashOf("c"u8), Switches = Switches,
            Seed = Seed, TotalIterations = Iterations, Host = Host, Device = "cpu", SweepId = Sweep, Libraries = new Dictionary<string, string>(),
        });
        foreach (var (name, values) in Metrics)
            yield return (Started.AddMinutes(5), new MetricsLogged
            {
                Iterations = [.. Enumerable.Range(1, values.Length)],
                Values = new Dictionary<string, IReadOnlyList<double?>> { [name] = values },
            });
        var end = Started.AddMinutes(10);
        if (Status == RunStatus.Completed)
            yield return (end, new RunCompleted { FinalIteration = Iterations });
        else if (Status == RunStatus.Failed)
            yield return (end, new RunFailed { FinalIteration = Iterations, Error = "it broke" });
        else if (Status == RunStatus.Stopped)
            yield return (end, new RunStopped { FinalIteration = Iterations, Reason = "asked to" });
    }
}
