using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>One scored output on one split; mIoU is recomputed from the confusion matrix wherever it is shown.</summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record EvaluationCompleted : IRunEvent
{
    public const string WireName = "evaluation-completed";

    public required int Iteration { get; init; }
    public required string Split { get; init; }

    /// <summary>What was scored: "cam", "cam-aux", "seg", "seg+crf" or "pseudo-label".</summary>
    public required string Output { get; init; }

    /// <summary>Which network: "student", "student-1", "student-2" or "teacher".</summary>
    public required string Network { get; init; }

    public required EvaluationProtocol Protocol { get; init; }
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Pixel counts, [ground truth][prediction], K rows of K in the order of <see cref="ClassNames"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Confusion { get; init; }

    public required int ImageCount { get; init; }

    /// <summary>The trainer's own mIoU, percent.</summary>
    public required double MeanIou { get; init; }
}
