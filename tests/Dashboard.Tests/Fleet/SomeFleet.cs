using Platform.Contracts.Api;
using Platform.Contracts.Commands;

namespace Platform.Dashboard.Tests.Fleet;

/// <summary>A fleet that keeps up, for tests to take something away from.</summary>
static class SomeFleet
{
    public static FleetStatus Fine { get; } = new()
    {
        At = TimeProvider.System.GetUtcNow(),
        Broker = new("rabbitmq", "amqp://guest:***@broker:5672/", null, [new("tracker-journal", 12, 2), new("tracker-journal_error", 0, 0), new(StartRun.Queue, 0, 0)]),
        Ingest = [.. Enumerable.Range(0, 24).Select(i => new IngestRate(TimeProvider.System.GetUtcNow().AddSeconds(5 * i - 120), 5, 40 + i % 7, 52_000 + 900 * (i % 5)))],
        Running = [], WaitingEntries = 0, WaitingRuns = [], DeadLetters = 0, Conflicts = 0, Storage = new("postgres", 7L << 30, null),
    };

    public static RunAtWork AtWork(Guid id, string name, double? gpu = 93) => new()
    {
        Id = id, Name = name, Host = "gpu-1", Device = "cuda:0", Iteration = 12_400, TotalIterations = 20_000, UpdatedAt = TimeProvider.System.GetUtcNow(),
        Rate = 1.93, CpuPercent = 187, MemoryBytes = 6.1e9, GpuPercent = gpu, GpuMemoryBytes = gpu is null ? null : 2.03e10,
    };

    public static TrainerSummary Trainer(string name, TrainerState state, Guid? run = null) => new()
    {
        Trainer = name, Host = name.Split('/')[0], Device = "cuda:0", State = state, RunId = run, LastHeardAt = TimeProvider.System.GetUtcNow(),
    };
}
