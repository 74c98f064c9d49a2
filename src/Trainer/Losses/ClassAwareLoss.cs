using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Cross-entropy that knows the image's classes (learning-pseudo-label.md §3; lib/net/loss.py). With v the classes an image has and
/// <c>e = exp(f/T)</c>: <c>q = e / (Σ_{c: v_c=1} e_c + 1e-5)</c>, log-probability <c>log(q + 1e-5)</c>, also of classes the image has not.
/// Computed with the largest logit of the set taken off, which changes nothing but the range.
/// </summary>
static class ClassAwareLoss
{
    const int Ignored = 255;
    const double Tiny = 1e-5;

    /// <summary>q of every class, (B,K,H,W).</summary>
    /// <param name="logits">(B,K,H,W).</param>
    /// <param name="category">(B,K), background included.</param>
    static Tensor Shares(Tensor logits, Tensor category, double temperature)
    {
        var scaled = logits / temperature;
        var absent = (category == 0).unsqueeze(-1).unsqueeze(-1);
        var largest = scaled.detach().masked_fill(absent, double.NegativeInfinity).amax([1], keepdim: true);
        var shifted = (scaled - largest).exp();
        return shifted / (shifted.masked_fill(absent, 0).sum(1, keepdim: true) + Tiny * (-largest).exp());
    }

    /// <summary>q within the image's classes, 0 elsewhere.</summary>
    public static Tensor Probabilities(Tensor logits, Tensor category, double temperature = 1) =>
        Shares(logits, category, temperature) * category.unsqueeze(-1).unsqueeze(-1);

    public static Tensor LogProbabilities(Tensor logits, Tensor category, double temperature = 1) =>
        (Shares(logits, category, temperature) + Tiny).log();

    /// <summary>The likeliest of the image's classes, (B,H,W) int64.</summary>
    public static Tensor Labels(Tensor logits, Tensor category) =>
        logits.masked_fill((category == 0).unsqueeze(-1).unsqueeze(-1), double.NegativeInfinity).argmax(1);

    /// <summary>-log-probability of the label, (B,H,W); 0 where it is ignored.</summary>
    public static Tensor PerPixel(Tensor logProbabilities, Tensor labels)
    {
        var ignored = labels == Ignored;
        return -logProbabilities.gather(1, labels.masked_fill(ignored, 0).unsqueeze(1)).squeeze(1).masked_fill(ignored, 0);
    }

    /// <summary>The mean over pixels that are not ignored.</summary>
    public static Tensor Of(Tensor logProbabilities, Tensor labels) =>
        PerPixel(logProbabilities, labels).sum() / ((labels != Ignored).sum() + 1e-9);
}
