namespace Platform.Tracker.Journal;

/// <summary>An entry received with the run and sequence of a stored one but other bytes: kept apart, never applied.</summary>
sealed class JournalConflict
{
    public long Id { get; init; }
    public required Guid RunId { get; init; }
    public required long Sequence { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public required byte[] Hash { get; init; }

    public required byte[] Bytes { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}
