using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Pixel cross-entropy against label maps in which 255 is ignored (dupl.md §8.3).</summary>
public static class SegmentationLoss
{
    const int Ignored = 255;
    const double Guard = 1e-6;

    /// <summary>
    /// <c>(1-a) · mean over background pixels + a · mean over foreground pixels</c>. Pixel weights, where there are
    /// any, do not count in the means' denominators (CoSA, utils/seg_helper.py seg_weightloss).
    /// </summary>
    /// <param name="logits">(B,K,H,W).</param>
    /// <param name="labels">(B,H,W) int64.</param>
    /// <param name="foreground">a: half each, unless a method says otherwise.</param>
    /// <param name="weights">(B,H,W).</param>
    /// <param name="guard">Added to both counts. As in DuPL an empty half gives 0; with ToCo's 0 it gives NaN.</param>
    public static Tensor Balanced(Tensor logits, Tensor labels, double foreground = 0.5, Tensor? weights = null, double guard = Guard)
    {
        var loss = PerPixel(logits, labels);
        if (weights is not null)
            loss = loss * weights;
        return (1 - foreground) * Mean(loss, labels == 0, guard)
            + foreground * Mean(loss, (labels != 0).logical_and(labels != Ignored), guard);
    }

    /// <summary>Cross-entropy to probabilities (B,K,H,W), balanced by which of them are background (CoSA, seg_softloss).</summary>
    public static Tensor Soft(Tensor logits, Tensor probabilities, double foreground = 0.5)
    {
        var loss = -(logits.log_softmax(1) * probabilities).sum(1);
        var background = probabilities.argmax(1) == 0;
        return (1 - foreground) * Mean(loss, background, Guard) + foreground * Mean(loss, background.logical_not(), Guard);
    }

    /// <summary>The mean over all pixels that are not ignored; 0 where there is none.</summary>
    public static Tensor Plain(Tensor logits, Tensor labels) => Mean(PerPixel(logits, labels), labels != Ignored, Guard);

    /// <summary>(B,H,W), 0 at ignored pixels.</summary>
    public static Tensor PerPixel(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, ignore_index: Ignored, reduction: nn.Reduction.None);

    static Tensor Mean(Tensor loss, Tensor where, double guard)
    {
        var weight = where.to(loss.dtype);
        return (loss * weight).sum() / (weight.sum() + guard);
    }
}
