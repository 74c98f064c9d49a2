using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>A later attempt took over. Points of earlier attempts past <see cref="FromIteration"/> are superseded, not deleted.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record RunResumed : IRunEvent
{
    public const string WireName = "run-resumed";

    /// <summary>Iterations already done: the first one of this attempt is the next.</summary>
    public required int FromIteration { get; init; }

    /// <summary>Path of the checkpoint, relative to the run's folder.</summary>
    public required string Checkpoint { get; init; }

    public required string Host { get; init; }
    public required string Device { get; init; }
}
