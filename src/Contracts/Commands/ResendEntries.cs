using MassTransit;

namespace Platform.Contracts.Commands;

/// <summary>
/// Asks whoever wrote the run's journal to publish these entries once more: the tracker has later ones and not these, or
/// the writer's heartbeats say that they were delivered. Everybody hears it; who does not have the run leaves it be.
/// </summary>
[EntityName("command.resend-entries"), MessageUrn("resend-entries")]
public sealed record ResendEntries
{
    public required Guid RunId { get; init; }

    /// <summary>The first sequence that is missing.</summary>
    public required long From { get; init; }

    /// <summary>The last one, inclusive.</summary>
    public required long To { get; init; }
}
