namespace Platform.Contracts.Api;

/// <summary>How the tracker keeps up with its trainers.</summary>
public sealed record FleetStatus
{
    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    public required BrokerStatus Broker { get; init; }

    /// <summary>What this tracker stored, oldest first, in equal spans up to <see cref="At"/>; none before it started.</summary>
    public required IReadOnlyList<IngestRate> Ingest { get; init; }

    /// <summary>Runs that have not ended, by the newest entry, at most five hundred.</summary>
    public required IReadOnlyList<RunAtWork> Running { get; init; }

    /// <summary>Entries that are stored but wait for one before them that has not come.</summary>
    public required long WaitingEntries { get; init; }

    /// <summary>Runs that have such entries, at most a hundred.</summary>
    public required IReadOnlyList<WaitingRun> WaitingRuns { get; init; }

    /// <summary>Messages that nothing could take.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Entries that came twice with different bytes.</summary>
    public required long Conflicts { get; init; }

    public required StorageStatus Storage { get; init; }
}

/// <summary>The bus between trainers and tracker.</summary>
/// <param name="Kind">"rabbitmq", or "in-memory" where trainers are in the tracker's process; then there are no queues to look at.</param>
/// <param name="Address">Without its password; absent in memory.</param>
/// <param name="Problem">Why it could not be asked; absent when it was.</param>
public sealed record BrokerStatus(string Kind, string? Address, string? Problem, IReadOnlyList<QueueStatus> Queues);

/// <summary>A queue as its broker counts.</summary>
/// <param name="Messages">Ready to be taken; absent where the queue does not exist yet.</param>
/// <param name="Consumers">Who takes from it.</param>
public sealed record QueueStatus(string Name, long? Messages, int? Consumers);

/// <summary>What was stored in a span of time.</summary>
/// <param name="Seconds">How long the span is.</param>
public sealed record IngestRate(DateTimeOffset From, double Seconds, double EntriesPerSecond, double PointsPerSecond);

/// <summary>A run that has not ended, and the newest sample of its machine.</summary>
public sealed record RunAtWork
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Host { get; init; }
    public required string Device { get; init; }
    public required int Iteration { get; init; }
    public required int TotalIterations { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public bool Synthetic { get; init; }

    /// <summary>Iterations a second.</summary>
    public double? Rate { get; init; }

    /// <summary>Of the process, percent of one core.</summary>
    public double? CpuPercent { get; init; }

    public double? MemoryBytes { get; init; }
    public double? GpuPercent { get; init; }
    public double? GpuMemoryBytes { get; init; }
}

/// <summary>A run whose entries came with a gap.</summary>
/// <param name="Missing">The first sequence that has not come.</param>
public sealed record WaitingRun(Guid Id, string? Name, long Entries, long Missing);

/// <summary>Where the tracker keeps what it stores.</summary>
/// <param name="Database">"sqlite" or "postgres".</param>
/// <param name="FreeBytes">Of the disk the database is on; absent where that is another machine's.</param>
public sealed record StorageStatus(string Database, long DatabaseBytes, long? FreeBytes);
