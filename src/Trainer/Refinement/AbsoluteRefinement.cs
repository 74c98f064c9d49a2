using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// Pixel-adaptive mask refinement, PAMR (recurseed-epm.md §3.3; RecurSeed, core/refinements/pamr.py): masks flow to neighbours of like
/// colour as in <see cref="PixelAdaptiveRefinement"/>, but colours differ by their absolute distance, the deviation counts the centre
/// once a dilation, and how near a neighbour is does not matter. Weights <c>softmax_n(-mean_rgb(d_n/(s σ + 1e-8)))</c>.
/// </summary>
static class AbsoluteRefinement
{
    /// <param name="images">(B,3,h,w); only ratios of their values count.</param>
    /// <param name="masks">(B,m,h,w).</param>
    public static Tensor Refine(Tensor images, Tensor masks, RefinementConfig config, double sigma = 0.1)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var scale = sigma * Deviation(images, config.Dilations) + 1e-8;
        var alike = Distances(images, config.Dilations).Select(d => -(d / scale).mean([1], keepdim: true));
        var weights = cat([.. alike], 1).softmax(1).split(1, 1);                                // N of (B,1,h,w)
        for (var step = 0; step < config.Steps; step++)
        {
            using var inner = NewDisposeScope();
            masks = PixelAdaptiveRefinement.Step(masks, weights, config.Dilations).MoveToOuterDisposeScope();
        }
        return masks.MoveToOuterDisposeScope();
    }

    /// <summary>Sample standard deviation over neighbours and centres of all dilations, (B,3,h,w).</summary>
    public static Tensor Deviation(Tensor images, IReadOnlyList<int> dilations)
    {
        var values = PixelAdaptiveRefinement.Neighbours(images, dilations).Concat(dilations.Select(_ => images));
        return stack([.. values], 2).std(2, unbiased: true, keepdim: false);
    }

    /// <summary>Absolute colour differences to each neighbour, (B,3,h,w), dilation by dilation.</summary>
    public static IEnumerable<Tensor> Distances(Tensor images, IReadOnlyList<int> dilations) =>
        PixelAdaptiveRefinement.Neighbours(images, dilations).Select(neighbour => (neighbour - images).abs());
}
