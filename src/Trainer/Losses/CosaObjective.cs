using Platform.Trainer.Cams;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>CoSA's numbers; the defaults are the released ones (cosa.md §13).</summary>
sealed record CosaOptions
{
    /// <summary>Of the assignment network's weights, at every step.</summary>
    public double Momentum { get; init; } = 0.9994;

    public IReadOnlyList<double> Scales { get; init; } = [1.0, 0.5, 1.5];
    public int WarmupIterations { get; init; } = 6000;
    public double SegmentationWeight { get; init; } = 0.1;
    public double CamWeight { get; init; } = 0.05;
    public double EnergyWeight { get; init; } = 0.05;
    public double Foreground { get; init; } = 0.5;
    public double AuxiliaryShare { get; init; } = 0.5;
    public double Temperature { get; init; } = 0.01;
    public DenseEnergyOptions Energy { get; init; } = new();
}

/// <summary>The confidences that part background, ignored and foreground, of both CAMs.</summary>
readonly record struct CosaThresholds(double Low, double High, double AuxiliaryLow, double AuxiliaryHigh)
{
    public static CosaThresholds Released { get; } = new(0.25, 0.70, 0.25, 0.70);
}

/// <summary>The terms of one step and the label maps (B,H,W) they were made with.</summary>
sealed record CosaTerms(
    Tensor Tags, Tensor AuxiliaryTags, Tensor CamToSegmentation, Tensor AuxiliaryPart, Tensor SegmentationToCam, Tensor Energy,
    Tensor Label, Tensor AuxiliaryLabel)
{
    /// <summary>Up to and with the last warm-up iteration the classifiers learn alone (cosa.md §7).</summary>
    public Tensor Total(int iteration, CosaOptions options)
    {
        var tags = Tags + AuxiliaryTags;
        return iteration <= options.WarmupIterations
            ? tags
            : tags + options.SegmentationWeight * CamToSegmentation + options.CamWeight * SegmentationToCam + options.EnergyWeight * Energy;
    }
}

/// <summary>
/// One step of CoSA (cosa.md §3 to §7, main.py): the assignment network's CAMs of the weak view teach the online network's segmentation
/// of the strong view, its segmentation teaches the online network's CAMs.
/// </summary>
static class CosaObjective
{
    public static CosaTerms Of(
        SegmentationNetwork online, SegmentationNetwork assignment, Tensor weak, Tensor strong, Tensor tags, int[] boxes,
        CosaThresholds thresholds, CosaOptions options)
    {
        var maps = AssignmentMaps.Compute(images => Maps(assignment, images), weak, options.Scales);
        var label = Labels(maps.Cam, tags, boxes, thresholds.High, thresholds.Low);
        var auxiliaryLabel = Labels(maps.Auxiliary, tags, boxes, thresholds.AuxiliaryHigh, thresholds.AuxiliaryLow);

        var (output, cam, _) = online.ForwardWithCams(strong);
        var logits = PseudoLabels.Resize(output.Segmentation, strong.shape[2], strong.shape[3]);
        var main = SegmentationLoss.Balanced(logits, label, options.Foreground);
        var auxiliary = SegmentationLoss.Balanced(logits, auxiliaryLabel, options.Foreground);
        return new(
            MultiLabelLoss.Of(output.Tags, tags),
            MultiLabelLoss.Of(output.AuxiliaryTags, tags),
            (1 - options.AuxiliaryShare) * main + options.AuxiliaryShare * auxiliary,
            auxiliary,
            GuidedCamLoss.Raw(cam, GuidedCamLoss.Targets(maps.Segmentation, tags, options.Temperature)),
            DenseEnergyLoss.Of(logits, strong, label, boxes, options.Energy),
            label, auxiliaryLabel);
    }

    static (Tensor, Tensor, Tensor) Maps(SegmentationNetwork network, Tensor images)
    {
        var (output, cam, auxiliary) = network.ForwardWithCams(images, CamGradient.Nothing);
        return (cam, auxiliary, output.Segmentation);
    }

    // the colours do not refine these: only the map's own size counts
    static Tensor Labels(Tensor cam, Tensor tags, int[] boxes, double high, double low) => PseudoLabels.Make(
        cam, CamToLabel.Valid(cam, tags), tags, boxes, full(tags.shape[0], high, device: tags.device), low, refinement: null);
}
