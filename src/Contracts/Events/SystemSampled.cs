using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>What the machine was doing.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record SystemSampled : IRunEvent
{
    public const string WireName = "system-sampled";

    public required int Iteration { get; init; }

    /// <summary>CPU use of the process, percent of one core.</summary>
    public required double CpuPercent { get; init; }

    /// <summary>Resident memory of the process.</summary>
    public required long MemoryBytes { get; init; }

    public double? GpuPercent { get; init; }
    public long? GpuMemoryBytes { get; init; }
}
