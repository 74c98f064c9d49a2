using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Contrast of foreground and background tokens, our own reconstruction of what CoSA's paper names (cosa.md §11.3). With v_t the
/// L2-normalised CAM values of a token, for region G and the other region O: the mean over pairs t ≠ u in G of
/// <c>-log(e^{v_t·v_u/τ} / (e^{v_t·v_u/τ} + Σ_{k∈O} e^{v_t·v_k/τ}))</c>; half of each region's, averaged over the images with two tokens
/// in both.
/// </summary>
static class ContrastiveSeparation
{
    const int FewestTokens = 2;

    /// <param name="cam">(B,C,h,w) raw; the gradient flows here.</param>
    /// <param name="confidence">(B,h,w) what the regions come from: foreground from <paramref name="high"/> up, background up to <paramref name="low"/>.</param>
    /// <returns>The loss, 0 where no image has both regions, and how many images had.</returns>
    public static (Tensor Loss, int Images) Of(Tensor cam, Tensor confidence, double high = 0.70, double low = 0.25, double temperature = 0.5)
    {
        var losses = new List<Tensor>();
        for (var b = 0; b < cam.shape[0]; b++)
        {
            var tokens = nn.functional.normalize(cam[b].flatten(1).t(), dim: 1);    // (n,C)
            var flat = confidence[b].flatten();
            var foreground = tokens.index_select(0, (flat >= (float)high).nonzero().flatten());
            var background = tokens.index_select(0, (flat <= (float)low).nonzero().flatten());
            if (foreground.shape[0] >= FewestTokens && background.shape[0] >= FewestTokens)
                losses.Add((Region(foreground, background, temperature) + Region(background, foreground, temperature)) / 2);
        }
        return (losses.Count == 0 ? (cam * 0).sum() : stack([.. losses]).mean(), losses.Count);
    }

    // -log(a/(a+b)) = log(1 + e^(log b - log a))
    static Tensor Region(Tensor own, Tensor other, double temperature)
    {
        var alike = matmul(own, own.t()) / temperature;                             // (n,n)
        var unlike = (matmul(own, other.t()) / temperature).logsumexp(1, keepdim: true);
        var pairs = nn.functional.softplus(unlike - alike);
        var count = own.shape[0];
        return (pairs.sum() - pairs.diagonal().sum()) / (count * (count - 1));
    }
}
