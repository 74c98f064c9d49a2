namespace Platform.Tracker.Metrics;

/// <summary>
/// The points of one entry that are not in chunks yet, all its metrics in one row: a live run costs one row an entry
/// however many metrics it has. See <see cref="EntryBlob"/> for the bytes.
/// </summary>
sealed class OpenPoints
{
    public required Guid RunId { get; init; }

    /// <summary>The entry's.</summary>
    public required long Sequence { get; init; }

    public required int Attempt { get; init; }
    public required byte[] Points { get; init; }
}
