namespace Platform.Tracker.Metrics;

/// <summary>
/// Points of one metric and attempt in order of iteration, with what a chart needs of them when it shows many at once. A
/// metric's last chunk is written anew until it holds <see cref="Enough"/>; the others never change.
/// </summary>
sealed class MetricChunk : ChunkHead
{
    /// <summary>Points from which on a chunk is closed; see docs/decisions.md for what it costs.</summary>
    public const int Enough = 2048;

    /// <summary>Points of a chunk, at most.</summary>
    public const int Most = 8192;

    /// <summary>Of all but NaN; null where there is nothing else.</summary>
    public required double? Sum { get; init; }

    /// <summary>Iterations and values, packed by <see cref="PointCodec"/>.</summary>
    public required byte[] Points { get; init; }

    /// <summary>Smallest and largest of every <see cref="ChunkLevel.Fine"/> points.</summary>
    public required byte[] Fine { get; init; }

    /// <summary>Smallest and largest of every <see cref="ChunkLevel.Coarse"/> points.</summary>
    public required byte[] Coarse { get; init; }
}
