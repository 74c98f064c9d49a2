using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>The run ended by an error.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record RunFailed : IRunEvent
{
    public const string WireName = "run-failed";

    public required int FinalIteration { get; init; }
    public required string Error { get; init; }
    public string? Stack { get; init; }
}
