using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>Training entered another phase.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record PhaseChanged : IRunEvent
{
    public const string WireName = "phase-changed";

    /// <summary>The first iteration of the new phase.</summary>
    public required int Iteration { get; init; }

    /// <summary>The phase left; absent at the start.</summary>
    public string? From { get; init; }

    public required string To { get; init; }

    /// <summary>"schedule", or the measured trigger.</summary>
    public required string Reason { get; init; }
}
