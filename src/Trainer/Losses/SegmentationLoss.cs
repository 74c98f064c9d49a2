using Platform.Trainer.Cams;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Pixel cross-entropy against label maps in which 255 is ignored.</summary>
static class SegmentationLoss
{
    const double Epsilon = 1e-6;

    /// <summary>
    /// DuPL's form (model/losses.py get_seg_loss): half the mean over background pixels plus half the mean over foreground pixels, so
    /// that the large background does not drown the objects. A half without pixels is 0.
    /// </summary>
    /// <param name="logits">(B,K,h,w), resized to the labels</param>
    /// <param name="labels">(B,H,W) int64</param>
    public static Tensor Balanced(Tensor logits, Tensor labels)
    {
        var entropy = PerPixel(logits, labels);
        var background = labels == 0;
        var foreground = (labels > 0) & (labels < CamToLabel.Ignored);
        return 0.5 * Mean(entropy, background) + 0.5 * Mean(entropy, foreground);
    }

    /// <summary>The mean over all pixels that are not ignored; 0 where there are none.</summary>
    public static Tensor Plain(Tensor logits, Tensor labels) => Mean(PerPixel(logits, labels), labels != CamToLabel.Ignored);

    static Tensor PerPixel(Tensor logits, Tensor labels)
    {
        var resized = nn.functional.interpolate(logits, labels.shape[1..], mode: InterpolationMode.Bilinear, align_corners: false);
        return nn.functional.cross_entropy(resized, labels, ignore_index: CamToLabel.Ignored, reduction: nn.Reduction.None);  // (B,H,W)
    }

    static Tensor Mean(Tensor entropy, Tensor pixels) => (entropy * pixels).sum() / (pixels.sum() + Epsilon);
}
