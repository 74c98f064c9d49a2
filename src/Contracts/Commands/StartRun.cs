using MassTransit;

namespace Platform.Contracts.Commands;

/// <summary>
/// A cell of a sweep waits. Lies in one durable queue until a free trainer takes it, who then asks the tracker for a lease:
/// that decides which cell it gets, as priorities change and messages may come twice.
/// </summary>
[EntityName(Exchange), MessageUrn("start-run")]
public sealed record StartRun
{
    public const string Exchange = "command.start-run";

    /// <summary>The queue all trainers share; how many messages it holds is how many cells wait.</summary>
    public const string Queue = "start-run";

    public required Guid RunId { get; init; }
    public required string Sweep { get; init; }
    public required string CellId { get; init; }
}
