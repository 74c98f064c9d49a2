namespace Platform.Tracker.Times;

/// <summary>When a run was at an iteration, by the entry that said so.</summary>
sealed class RunTime
{
    public required Guid RunId { get; init; }

    /// <summary>The entry's.</summary>
    public required long Sequence { get; init; }

    public required int Attempt { get; init; }
    public required int Iteration { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
}
