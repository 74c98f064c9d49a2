using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Binary cross-entropy between the labels' edges and <c>σ(-margin/τ)</c>, margin = the largest probability less the second
/// (refined-pseudo-label.md §9.5; scripts/dist_clip_designed4.py, where no gradient flows through the margin).
/// </summary>
static class BoundaryLoss
{
    const int Ignored = 255;

    /// <summary>-margin/τ, (B,H,W).</summary>
    public static Tensor Logits(Tensor logits, double temperature = 0.5)
    {
        var (top, _) = logits.softmax(1).topk(2, dim: 1);
        return -(top[.., 0] - top[.., 1]) / temperature;
    }

    /// <param name="edges">(B,H,W) of 0 and 1.</param>
    /// <param name="labels">(B,H,W): the mean is over what is not ignored.</param>
    public static Tensor Of(Tensor boundaryLogits, Tensor edges, Tensor labels)
    {
        var loss = nn.functional.binary_cross_entropy_with_logits(boundaryLogits, edges, reduction: nn.Reduction.None);
        var valid = (labels != Ignored).to(loss.dtype);
        return (loss * valid).sum() / valid.sum().clamp_min(1);
    }
}
