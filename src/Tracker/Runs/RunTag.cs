namespace Platform.Tracker.Runs;

/// <summary>A word people put on a run. No entry of the journal says it, so that replaying leaves it alone.</summary>
sealed class RunTag
{
    public const int Longest = 64;

    public required Guid RunId { get; init; }
    public required string Tag { get; init; }
}
