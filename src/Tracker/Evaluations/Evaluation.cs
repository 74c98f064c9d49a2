namespace Platform.Tracker.Evaluations;

/// <summary>An EvaluationCompleted entry.</summary>
sealed class Evaluation
{
    public required Guid RunId { get; init; }

    /// <summary>The entry's sequence: an evaluation's id within its run.</summary>
    public required long Sequence { get; init; }

    public required int Attempt { get; init; }
    public required int Iteration { get; init; }
    public required string Split { get; init; }
    public required string Output { get; init; }
    public required string Network { get; init; }

    /// <summary>JSON.</summary>
    public required string Protocol { get; init; }

    /// <summary>JSON.</summary>
    public required string ClassNames { get; init; }

    /// <summary>Pixel counts, packed by <see cref="ConfusionBlob"/>.</summary>
    public required byte[] Confusion { get; init; }

    /// <summary>Percent, recomputed from the counts; null where the ground truth is empty.</summary>
    public required double? MeanIou { get; init; }

    /// <summary>What the trainer said; null for NaN.</summary>
    public required double? ReportedMeanIou { get; init; }

    public required int ImageCount { get; init; }

    /// <summary>JSON of an imported log's scores; then there are no counts.</summary>
    public string? Stated { get; init; }
}
