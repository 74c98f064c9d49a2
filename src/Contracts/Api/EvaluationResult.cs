using Platform.Contracts.Events;

namespace Platform.Contracts.Api;

/// <summary>An evaluation, its numbers recomputed from the stored confusion matrix.</summary>
public sealed record EvaluationResult
{
    public required long Id { get; init; }
    public required int Iteration { get; init; }
    public required int Attempt { get; init; }
    public required string Split { get; init; }
    public required string Output { get; init; }
    public required string Network { get; init; }
    public required EvaluationProtocol Protocol { get; init; }
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Percent; null for a class that is neither in the ground truth nor predicted.</summary>
    public required IReadOnlyList<double?> ClassIou { get; init; }

    /// <summary>Percent: the mean of <see cref="ClassIou"/> over classes of the ground truth.</summary>
    public required double MeanIou { get; init; }

    /// <summary>What the trainer said, percent.</summary>
    public required double ReportedMeanIou { get; init; }

    public required double PixelAccuracy { get; init; }
    public required int ImageCount { get; init; }

    /// <summary>
    /// Of an imported run the scores as its log states them; then there is no confusion matrix, <see cref="ClassIou"/> and
    /// <see cref="MeanIou"/> are the log's and the mean of its classes, and of <see cref="Protocol"/> only what is stated counts.
    /// </summary>
    public ScoresImported? Stated { get; init; }
}

/// <summary>Pixel counts, [ground truth][prediction].</summary>
public sealed record ConfusionCounts(IReadOnlyList<string> ClassNames, IReadOnlyList<IReadOnlyList<long>> Counts);
