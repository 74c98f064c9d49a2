using MassTransit;

namespace Platform.Contracts.Commands;

/// <summary>Asks the trainer that owns the run to save and end it.</summary>
[EntityName("command.stop-run"), MessageUrn("stop-run")]
public sealed record StopRun
{
    public required Guid RunId { get; init; }
    public string? Reason { get; init; }
}
