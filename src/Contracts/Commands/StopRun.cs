using MassTransit;

namespace Platform.Contracts.Commands;

/// <summary>Asks the trainer that owns the run to save and end it. Everybody hears it; who does not have the run leaves it be.</summary>
[EntityName("command.stop-run"), MessageUrn("stop-run")]
public sealed record StopRun
{
    public required Guid RunId { get; init; }

    /// <summary>Only this attempt; absent: whichever is at work.</summary>
    public int? Attempt { get; init; }

    /// <summary>What the journal says about it.</summary>
    public string? Reason { get; init; }
}
