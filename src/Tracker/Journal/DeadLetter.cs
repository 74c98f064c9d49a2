namespace Platform.Tracker.Journal;

/// <summary>A message the tracker cannot take, with the reason.</summary>
sealed class DeadLetter
{
    public long Id { get; init; }
    public required string Reason { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public required byte[] Hash { get; init; }

    public required byte[] Bytes { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When a replay found its place in the journal; null while nothing could take it.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}
