namespace Platform.Tracker.Journal;

/// <summary>A journal line as it was received, kept for good.</summary>
sealed class StoredEntry
{
    public required Guid RunId { get; init; }
    public required long Sequence { get; init; }
    public required int Attempt { get; init; }

    /// <summary>The event's wire name.</summary>
    public required string Type { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public required byte[] Hash { get; init; }

    public required byte[] Bytes { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}
