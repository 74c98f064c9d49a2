namespace Platform.Contracts.Events;

/// <summary>How an evaluation was made; numbers of different protocols are not comparable.</summary>
public sealed record EvaluationProtocol
{
    public required IReadOnlyList<double> Scales { get; init; }
    public required bool Flip { get; init; }
    public required bool Crf { get; init; }

    /// <summary>Whether the true image-level labels masked absent classes.</summary>
    public required bool ImageLabels { get; init; }

    public required int IgnoreIndex { get; init; }

    /// <summary>Thresholds by name ("background"); empty where arg-max alone decides.</summary>
    public required IReadOnlyDictionary<string, double> Thresholds { get; init; }
}
