using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// How far a pixel's CAM label is to be trusted, our own reconstruction of what CoSA's paper names (cosa.md §11.1). With ν the confidence
/// and ξ the threshold, <c>d = (ν-ξ)/(1-ξ)</c> at or above ξ and <c>(ξ-ν)/ξ</c> below, kept in [1e-4, 1]: perplexity
/// <c>P = (-ln(α d))^β</c>, weight 1/P.
/// </summary>
static class ReliabilityWeight
{
    const double Nearest = 1e-4;

    /// <param name="confidence">Any shape, in [0,1].</param>
    public static Tensor Perplexity(Tensor confidence, double threshold, double alpha = 0.8, double beta = 1)
    {
        var above = (confidence - threshold) / (1 - threshold);
        var below = (threshold - confidence) / threshold;
        var distance = where(confidence >= (float)threshold, above, below).clamp(Nearest, 1);
        return (-(alpha * distance).log()).pow(beta);
    }

    public static Tensor Of(Tensor confidence, double threshold, double alpha = 0.8, double beta = 1) =>
        Perplexity(confidence, threshold, alpha, beta).reciprocal().detach();
}
