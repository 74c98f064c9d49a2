namespace Platform.Tracker.Metrics;

/// <summary>What is known of a run's metric without reading its points, those superseded by a resume left out.</summary>
sealed class MetricTotal
{
    public required Guid RunId { get; init; }
    public required string Name { get; init; }

    /// <summary>How many chunks there are; the last one is open.</summary>
    public int Chunks { get; set; }

    public long Count { get; set; }
    public int LastIteration { get; set; }

    // Null stands for NaN, which SQLite cannot store; min and max leave NaN out.
    public double? Last { get; set; }
    public double? Min { get; set; }
    public int MinIteration { get; set; }
    public double? Max { get; set; }
    public int MaxIteration { get; set; }
}
