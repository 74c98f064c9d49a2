namespace Platform.Tracker.Metrics;

/// <summary>
/// Points of one metric and attempt in order of iteration, with what a chart needs of them when it shows many at once. A
/// metric's last chunk is written anew until it holds <see cref="Enough"/>; the others never change.
/// </summary>
sealed class MetricChunk
{
    /// <summary>Points from which on a chunk is closed; see docs/decisions.md for what it costs.</summary>
    public const int Enough = 2048;

    /// <summary>Points of a chunk, at most.</summary>
    public const int Most = 8192;

    public required Guid RunId { get; init; }
    public required string Name { get; init; }

    /// <summary>0, 1, 2 … per run and metric, across attempts.</summary>
    public required int Chunk { get; init; }

    public required int Attempt { get; init; }
    public required int Count { get; init; }

    /// <summary>The smallest iteration.</summary>
    public required int FirstIteration { get; init; }

    /// <summary>The largest iteration.</summary>
    public required int LastIteration { get; init; }

    /// <summary>Between one iteration and the next; 0 where that varies.</summary>
    public required int Step { get; init; }

    // Null stands for NaN, which SQLite cannot store; min, max and sum leave NaN out.
    public required double? First { get; init; }
    public required double? Last { get; init; }
    public required double? Min { get; init; }
    public required int MinIteration { get; init; }
    public required double? Max { get; init; }
    public required int MaxIteration { get; init; }
    public required double? Sum { get; init; }

    /// <summary>Iterations and values, packed by <see cref="PointCodec"/>.</summary>
    public required byte[] Points { get; init; }

    /// <summary>Smallest and largest of every <see cref="ChunkLevel.Fine"/> points.</summary>
    public required byte[] Fine { get; init; }

    /// <summary>Smallest and largest of every <see cref="ChunkLevel.Coarse"/> points.</summary>
    public required byte[] Coarse { get; init; }
}
