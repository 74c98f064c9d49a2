namespace Platform.Tracker.Phases;

/// <summary>A PhaseChanged entry.</summary>
sealed class PhaseChange
{
    public required Guid RunId { get; init; }
    public required long Sequence { get; init; }
    public required int Attempt { get; init; }

    /// <summary>The first iteration of the phase.</summary>
    public required int Iteration { get; init; }

    public required string Name { get; init; }
    public required string Reason { get; init; }
}
