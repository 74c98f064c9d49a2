namespace Platform.Tracker.Runs;

/// <summary>One attempt at a run, and where it took over.</summary>
sealed class RunAttempt
{
    public required Guid RunId { get; init; }
    public required int Attempt { get; init; }

    /// <summary>Iterations already done when it began; points of earlier attempts past it are superseded.</summary>
    public required int FromIteration { get; set; }

    public required string Host { get; set; }
    public required string Device { get; set; }
    public required DateTimeOffset StartedAt { get; set; }
}
