using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>Segmentation logits (B,K,H,W) of images whose classes are known from their tags (B,C); background is always possible.</summary>
public static class KnownClasses
{
    const double Impossible = -1e5; // instead of -∞: a softmax of these is still defined

    /// <summary>(B,C) → (B,K): background first.</summary>
    public static Tensor WithBackground(Tensor tags) => cat([ones_like(tags[.., ..1]), tags], 1);

    /// <summary>The logits, those of absent classes at -1e5 (CoSA, utils/seg_helper.py seg_validation).</summary>
    public static Tensor Mask(Tensor logits, Tensor tags) =>
        logits.masked_fill((WithBackground(tags) == 0).unsqueeze(-1).unsqueeze(-1), Impossible);

    /// <summary>
    /// The likeliest class, ignored where its probability is less than <paramref name="ratio"/> times the second's (CoSA, seg_get_pseudo).
    /// (B,H,W) int64.
    /// </summary>
    public static Tensor Clear(Tensor logits, double ratio)
    {
        var (values, classes) = logits.softmax(1).topk(2, dim: 1);
        return classes[.., 0].masked_fill(values[.., 0] < ratio * values[.., 1], CamToLabel.Ignored);
    }
}
