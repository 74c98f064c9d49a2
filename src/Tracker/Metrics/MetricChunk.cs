namespace Platform.Tracker.Metrics;

/// <summary>
/// Up to <see cref="Capacity"/> points of one metric and attempt, in the order they were logged. The newest chunk is
/// appended to; the others never change.
/// </summary>
sealed class MetricChunk
{
    /// <summary>Points in a full chunk; see docs/decisions.md for what it costs.</summary>
    public const int Capacity = 1024;

    public required Guid RunId { get; init; }
    public required string Name { get; init; }

    /// <summary>0, 1, 2 … per run and metric, across attempts.</summary>
    public required int Chunk { get; init; }

    public required int Attempt { get; init; }
    public int Count { get; set; }

    // NaN points count, but are in none of the three; null where every point is NaN.
    public double? Min { get; set; }
    public double? Max { get; set; }
    public double? Sum { get; set; }

    /// <summary>The smallest iteration.</summary>
    public int FirstIteration { get; set; }

    /// <summary>The largest iteration.</summary>
    public int LastIteration { get; set; }

    public int[] Iterations { get; set; } = [];
    public double[] Values { get; set; } = [];
}
