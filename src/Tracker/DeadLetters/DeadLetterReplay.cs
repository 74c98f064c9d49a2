namespace Platform.Tracker.DeadLetters;

/// <summary>The trace of one attempt to take a dead letter after all.</summary>
sealed class DeadLetterReplay
{
    public long Id { get; init; }
    public required long LetterId { get; init; }
    public required string Outcome { get; init; }
    public required DateTimeOffset ReplayedAt { get; init; }
}
