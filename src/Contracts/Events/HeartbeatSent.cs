using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>A trainer is alive. Not journaled.</summary>
[EntityName("trainer-heartbeat"), MessageUrn("heartbeat-sent")]
public sealed record HeartbeatSent
{
    public required string Trainer { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public Guid? RunId { get; init; }
    public int? Attempt { get; init; }
    public int? Iteration { get; init; }
}
