namespace Platform.Tracker.Logs;

/// <summary>A line a run wrote to its console.</summary>
sealed class ConsoleLine
{
    public required Guid RunId { get; init; }

    /// <summary>1, 2, 3 … within the run.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }
    public required string Stream { get; init; }
    public required string Text { get; init; }
}
