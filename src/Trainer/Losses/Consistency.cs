using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Consistency on pixels without a label (DuPL, equation 8; train_final_voc.py; dupl.md §8.5): where the labels a student learns from
/// are ignored but its own prediction on the weak view is confident, the strong view has to be predicted alike.
/// </summary>
public static class Consistency
{
    const int Ignored = 255;

    /// <summary>The confident predictions on pixels that have no label, 255 elsewhere. (B,H,W) int64, without gradient.</summary>
    /// <param name="weak">(B,K,H,W) logits of the weak view.</param>
    /// <param name="labels">(B,H,W) labels the student is supervised with.</param>
    /// <param name="confidence">What the largest probability must exceed; 0 is the paper's form.</param>
    public static Tensor Targets(Tensor weak, Tensor labels, double confidence)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var (value, prediction) = weak.softmax(1).max(1);
        var uncertain = (labels == Ignored).logical_and(value > (float)confidence);
        return prediction.masked_fill(uncertain.logical_not(), Ignored).MoveToOuterDisposeScope();
    }

    /// <summary>Mean cross-entropy over the target pixels; 0 without any.</summary>
    /// <param name="strong">(B,K,h,w) logits of the strong view, which is mirrored; mirrored back and resized here.</param>
    /// <param name="targets">(B,H,W), see <see cref="Targets"/>.</param>
    public static Tensor Of(Tensor strong, Tensor targets)
    {
        var aligned = nn.functional.interpolate(
            strong.flip(3), [targets.shape[1], targets.shape[2]], mode: InterpolationMode.Bilinear, align_corners: false);
        var count = (targets != Ignored).sum().clamp_min(1);                        // an empty mask gives 0/1
        return SegmentationLoss.PerPixel(aligned, targets).sum() / count;
    }
}
