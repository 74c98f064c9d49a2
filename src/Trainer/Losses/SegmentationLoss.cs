using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Pixel cross-entropy against label maps in which 255 is ignored (dupl.md §8.3).</summary>
public static class SegmentationLoss
{
    const int Ignored = 255;

    const double Guard = 1e-6;

    /// <summary>Half the mean over background pixels plus half the mean over foreground pixels.</summary>
    /// <param name="logits">(B,K,H,W).</param>
    /// <param name="labels">(B,H,W) int64.</param>
    /// <param name="guard">Added to both counts. As in DuPL an empty half gives 0; with ToCo's 0 it gives NaN.</param>
    public static Tensor Balanced(Tensor logits, Tensor labels, double guard = Guard)
    {
        var loss = PerPixel(logits, labels);
        var background = labels == 0;
        var foreground = (labels != 0).logical_and(labels != Ignored);
        return 0.5 * Mean(loss, background, guard) + 0.5 * Mean(loss, foreground, guard);
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
