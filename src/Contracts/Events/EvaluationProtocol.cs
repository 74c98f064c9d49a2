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

    /// <summary>"448x448": each image resized to that, its aspect not kept; "original": as it is. Null: not said.</summary>
    public string? InputSize { get; init; }

    /// <summary>How segmentation logits of several scales were made one: "max" at the mask's size, "sum" on the grid of scale 1. Null: there was one pass.</summary>
    public string? Fusion { get; init; }

    /// <summary>True for a checkpoint scored by itself, null for an evaluation during training: only those draw curves and choose the best.</summary>
    public bool? OfCheckpoint { get; init; }
}
