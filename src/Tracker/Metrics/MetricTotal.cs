namespace Platform.Tracker.Metrics;

/// <summary>What is known of a run's metric without reading its points, those superseded by a resume left out.</summary>
sealed class MetricTotal
{
    public required Guid RunId { get; init; }
    public required string Name { get; init; }

    /// <summary>How many chunks there are.</summary>
    public int Chunks { get; set; }

    /// <summary>Points in the last chunk.</summary>
    public int LastChunkPoints { get; set; }

    public long Count { get; set; }
    public int LastIteration { get; set; }

    // Null stands for NaN, which SQLite cannot store; min, max and best leave NaN out.
    public double? Last { get; set; }
    public double? Min { get; set; }
    public int MinIteration { get; set; }
    public double? Max { get; set; }
    public int MaxIteration { get; set; }

    /// <summary>The smallest or the largest, as <see cref="MetricDirection"/> has it.</summary>
    public double? Best { get; set; }

    public int BestIteration { get; set; }
    public bool LowerIsBetter { get; set; }
}
