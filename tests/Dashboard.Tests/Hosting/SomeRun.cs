using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A run in a few facts, and the journal that tells a tracker of it.</summary>
sealed record SomeRun(string Name)
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public Guid Id { get; } = Guid.CreateVersion7();
    public string Method { get; init; } = "dupl";
    public string Backbone { get; init; } = "vit-tiny";
    public int Seed { get; init; } = 1;
    public RunStatus Status { get; init; } = RunStatus.Completed;
    public DateTimeOffset Started { get; init; } = Begin;
    public object Config { get; init; } = new { };
    public Dictionary<string, bool> Switches { get; init; } = [];

    /// <summary>From iteration 1 on.</summary>
    public Dictionary<string, double?[]> Metrics { get; init; } = [];

    public IReadOnlyList<EvaluationCompleted> Evaluations { get; init; } = [];
    public string? Sweep { get; init; }
    public int Iterations { get; init; } = 1000;

    public IReadOnlyList<byte[]> Lines()
    {
        var (lines, hash) = (new List<byte[]>(), JournalEntry.NoHash);
        foreach (var (time, @event) in Events())
        {
            var entry = JournalEntry.Write(new() { RunId = Id, Sequence = lines.Count + 1, Attempt = 1, OccurredAt = time, PreviousHash = hash }, @event);
            hash = entry.Hash;
            lines.Add(entry.Bytes);
        }
        return lines;
    }

    IEnumerable<(DateTimeOffset, IRunEvent)> Events()
    {
        yield return (Started, new RunStarted
        {
            Project = "wsss", Experiment = "first", RunName = Name, Method = Method, Backbone = Backbone, Dataset = "shapes", SplitSizes = new Dictionary<string, int>(),
            Config = JsonSerializer.SerializeToElement(Config, JournalJson.Options), ConfigHash = JournalEntry.HashOf("c"u8), Switches = Switches, Seed = Seed,
            TotalIterations = Iterations, SweepId = Sweep, Host = "host", Device = "cpu", Libraries = new Dictionary<string, string>(),
        });
        foreach (var (name, values) in Metrics)
            yield return (Started.AddMinutes(5), new MetricsLogged
            {
                Iterations = [.. Enumerable.Range(1, values.Length)], Values = new Dictionary<string, IReadOnlyList<double?>> { [name] = values },
            });
        foreach (var evaluation in Evaluations)
            yield return (Started.AddMinutes(9), evaluation);
        if (Status == RunStatus.Completed)
            yield return (Started.AddMinutes(10), new RunCompleted { FinalIteration = Iterations });
        else if (Status == RunStatus.Failed)
            yield return (Started.AddMinutes(10), new RunFailed { FinalIteration = 300, Error = "it broke" });
    }
}
