using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>Lines of the console.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record LogWritten : IRunEvent
{
    public const string WireName = "log-written";

    /// <summary>"out" or "err".</summary>
    public required string Stream { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }
}
