namespace Platform.Tracker.Journal;

/// <summary>A stretch of a run's journal, compressed; see <see cref="SegmentCodec"/>.</summary>
sealed class JournalSegment
{
    public required Guid RunId { get; init; }
    public required long FirstSequence { get; init; }

    /// <summary>Inclusive; none is missing in between.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Bytes of the lines.</summary>
    public required long LineBytes { get; init; }

    public required byte[] Packed { get; init; }
}
