using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>The run did all its iterations.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record RunCompleted : IRunEvent
{
    public const string WireName = "run-completed";

    public required int FinalIteration { get; init; }

    /// <summary>The best of the metric the run is selected by, percent; absent when nothing was evaluated.</summary>
    public double? BestMeanIou { get; init; }

    public int? BestIteration { get; init; }
}
