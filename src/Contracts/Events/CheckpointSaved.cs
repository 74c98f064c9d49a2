using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>Everything needed to resume was written and flushed.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record CheckpointSaved : IRunEvent
{
    public const string WireName = "checkpoint-saved";

    public required int Iteration { get; init; }

    /// <summary>Path of the checkpoint, relative to the run's folder.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the file.</summary>
    public required string Sha256 { get; init; }

    public required long SizeBytes { get; init; }
    public required bool IsBest { get; init; }

    /// <summary>The rule that made it the best ("miou/val/seg"); absent when it is not.</summary>
    public string? BestBy { get; init; }
}
