using MassTransit;
using Platform.Contracts.Api;

namespace Platform.Contracts.Events;

/// <summary>A trainer is alive. Not journaled.</summary>
[EntityName("trainer-heartbeat"), MessageUrn("heartbeat-sent")]
public sealed record HeartbeatSent
{
    /// <summary>Unique by process: one that is started again is another.</summary>
    public required string Trainer { get; init; }

    public required DateTimeOffset SentAt { get; init; }
    public string? Host { get; init; }

    /// <summary>"cpu", "cuda:1".</summary>
    public string? Device { get; init; }

    public TrainerState? State { get; init; }

    /// <summary>Absent while it is idle.</summary>
    public Guid? RunId { get; init; }

    public string? RunName { get; init; }
    public int? Attempt { get; init; }
    public int? Iteration { get; init; }
    public int? TotalIterations { get; init; }

    /// <summary>The journals it wrote last, of the present run and of some before it; absent where none was delivered.</summary>
    public IReadOnlyList<DeliveredJournal>? Journals { get; init; }
}
