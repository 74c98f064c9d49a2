using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>The tracker stored something of this run: ask again, from your cursor. Not journaled.</summary>
[EntityName("run-changed"), MessageUrn("run-changed")]
public sealed record RunChanged
{
    public required Guid RunId { get; init; }

    /// <summary>The last sequence whose projection is visible.</summary>
    public required long AppliedSequence { get; init; }

    /// <summary>When the newest entry among them happened, by the trainer's clock.</summary>
    public DateTimeOffset? NewestAt { get; init; }
}
