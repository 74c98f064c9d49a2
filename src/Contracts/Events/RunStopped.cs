using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>The run was asked to end early and saved a checkpoint first.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record RunStopped : IRunEvent
{
    public const string WireName = "run-stopped";

    public required int FinalIteration { get; init; }

    /// <summary>Who asked: "signal", "iteration-limit", "command" or what the command said ("pruned").</summary>
    public required string Reason { get; init; }
}
