using Platform.Contracts.Events;

namespace Platform.Trainer.Evaluation;

/// <summary>How a checkpoint's outputs are scored by themselves (dupl.md §11.2, §11.3).</summary>
public sealed record SegmentationProtocol
{
    /// <summary>Every output there is to ask for.</summary>
    public static readonly IReadOnlyList<string> AllOutputs = ["cam", "cam-aux", "seg", "seg+crf"];

    /// <summary>Outputs asked for; "seg+crf" brings "seg" with it, which says whose is refined.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = ["cam", "cam-aux", "seg"];

    /// <summary>Of segmentation; CAMs have the configuration's.</summary>
    public IReadOnlyList<double> Scales { get; init; } = [1.0];

    public bool Flip { get; init; }

    /// <summary>Max: images at their own size. Sum: resized to the square the network was trained at.</summary>
    public FusionRule Fusion { get; init; }

    public bool Crf => Outputs.Contains("seg+crf");

    public bool Segmentation => Crf || Outputs.Contains("seg");

    /// <param name="side">Of the square.</param>
    /// <param name="refined">By the dense CRF.</param>
    public EvaluationProtocol Describe(int side, bool refined) => new()
    {
        Scales = Scales,
        Flip = Flip,
        Crf = refined,
        ImageLabels = false,
        IgnoreIndex = ConfusionMatrix.Ignored,
        Thresholds = new Dictionary<string, double>(),
        InputSize = Fusion == FusionRule.Max ? "original" : $"{side}x{side}",
        Fusion = Fusion == FusionRule.Max ? "max" : "sum",
        OfCheckpoint = true,
    };
}
