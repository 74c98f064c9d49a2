using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// <c>1 - mean over K classes of 2 Σ p y / (Σ p + Σ y + 1e-7)</c>, sums over batch and pixels, p the softmax, y one-hot and zero where the
/// label is ignored; ignored pixels still count in Σ p (WeCLIP+, dice_loss.py; refined-pseudo-label.md §7).
/// </summary>
static class DiceLoss
{
    const double Smooth = 1e-7;

    /// <param name="logits">(B,K,H,W).</param>
    /// <param name="labels">(B,H,W) int64; not changed.</param>
    public static Tensor Of(Tensor logits, Tensor labels)
    {
        var probabilities = logits.softmax(1);
        var numbers = arange(logits.shape[1], dtype: ScalarType.Int64, device: labels.device).reshape(1, -1, 1, 1);
        var truth = (labels.unsqueeze(1) == numbers).to(probabilities.dtype);
        var both = (probabilities * truth).sum([0, 2, 3]);
        var all = (probabilities + truth).sum([0, 2, 3]);
        return 1 - (2 * both / (all + Smooth)).mean();
    }
}
