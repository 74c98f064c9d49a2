using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>WeCLIP+'s numbers; the defaults are COCO's (refined-pseudo-label.md §7).</summary>
sealed record WeClipOptions
{
    public double AffinityWeight { get; init; } = 0.1;
    public double CrossWeight { get; init; } = 0.1;
    public double DiceWeight { get; init; } = 1;

    /// <summary>After this iteration confident predictions replace CAM labels; 18000 on VOC.</summary>
    public int SelfTrainingAfter { get; init; } = 40_000;

    public double Confidence { get; init; } = 0.75;
    public int Radius { get; init; } = 8;
}

/// <summary>The terms of one step, and the labels (B,H,W) after self-training.</summary>
sealed record WeClipTerms(
    Tensor Segmentation, Tensor Affinity, Tensor ClipToDinoLabel, Tensor DinoToClipLabel, Tensor Dice, Tensor Labels)
{
    public Tensor Total(WeClipOptions options) => Segmentation
        + options.AffinityWeight * Affinity
        + options.CrossWeight * (ClipToDinoLabel + DinoToClipLabel)
        + options.DiceWeight * Dice;
}

/// <summary>
/// One step of WeCLIP+ (scripts/dist_clip_coco.py): the mean of both streams learns from labels, each stream from the other's arg-max,
/// the features' affinity from the CAM labels as they were before self-training.
/// </summary>
static class WeClipObjective
{
    /// <param name="clip">(B,K,h,w) logits of the CLIP stream.</param>
    /// <param name="dino">(B,K,h,w) of the DINO stream.</param>
    /// <param name="affinity">(B,n,n), n = h w.</param>
    /// <param name="camLabels">(B,H,W) int64.</param>
    public static WeClipTerms Of(Tensor clip, Tensor dino, Tensor affinity, Tensor camLabels, int iteration, WeClipOptions options)
    {
        var (h, w) = (clip.shape[2], clip.shape[3]);
        var window = AttentionAffinity.Window(h, w, options.Radius).to(clip.device);
        var (attention, _, _) = AttentionAffinity.Of(affinity, AttentionAffinity.Labels(camLabels, h, w, window));
        var (height, width) = (camLabels.shape[1], camLabels.shape[2]);
        var (fromClip, fromDino) = (PseudoLabels.Resize(clip, height, width), PseudoLabels.Resize(dino, height, width));
        var fused = (fromClip + fromDino) / 2;
        var labels = iteration > options.SelfTrainingAfter ? Overwrite(camLabels, fused, options.Confidence) : camLabels;
        return new(
            SegmentationLoss.Balanced(fused, labels),
            attention,
            SegmentationLoss.Balanced(fromClip, fromDino.argmax(1)),
            SegmentationLoss.Balanced(fromDino, fromClip.argmax(1)),
            DiceLoss.Of(fused, labels),
            labels);
    }

    static Tensor Overwrite(Tensor labels, Tensor logits, double confidence)
    {
        var (value, predicted) = logits.detach().softmax(1).max(1);
        return where(value > (float)confidence, predicted, labels);
    }
}
