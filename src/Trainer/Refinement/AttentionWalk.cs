using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>How WeCLIP+ refines a Grad-CAM; the defaults are COCO's (refined-pseudo-label.md §6).</summary>
sealed record AttentionWalkOptions
{
    /// <summary>The last so many layers' attention is looked at; VOC 6, ViT-L/14 12.</summary>
    public int Layers { get; init; } = 8;

    /// <summary>Of a map's maximum: what boxes are drawn around; VOC 0.4.</summary>
    public double BoxThreshold { get; init; } = 0.7;

    /// <summary>Off: with the decoder's probabilities the boxes are left out, as on VOC.</summary>
    public bool BoxesWithProbabilities { get; init; } = true;

    public int Squarings { get; init; } = 1;
    public double BackgroundPower { get; init; } = 1;
    public RefinementConfig Refinement { get; init; } = new() { Steps = 20 };
}

/// <summary>Refined maps (m,h,w), the same at the image's size with minimum 0 and maximum 1, and label columns (H,W), 0 = background.</summary>
sealed record RefinedCams(Tensor Cams, Tensor Large, Tensor Columns);

/// <summary>
/// CAM refinement by CLIP's attention, RFM (WeCLIP+, clip/clip_tool.py; refined-pseudo-label.md §6): class maps walk along a transition
/// matrix made of attention that goes with the decoder's affinity, from within their boxes; then the colours decide.
/// </summary>
static class AttentionWalk
{
    const double Tiny = 1e-5;

    /// <param name="cams">(m,h,w) in [0,1].</param>
    /// <param name="attention">(L,n,n), the class token left out.</param>
    /// <param name="affinity">(n,n) of the decoder; null: the layers' mean alone.</param>
    /// <param name="probabilities">(m,h,w) the decoder's for these classes; null: none.</param>
    /// <param name="image">(3,H,W), normalised.</param>
    public static RefinedCams Refine(
        Tensor cams, Tensor attention, Tensor? affinity, Tensor? probabilities, Tensor image, AttentionWalkOptions options)
    {
        using var none = no_grad();
        var transition = Transition(Attention(attention, affinity, options.Layers), options.Squarings);
        var maps = probabilities is null ? cams : cams * probabilities;
        var boxed = options.BoxesWithProbabilities || probabilities is null;
        var refined = stack([.. cams.unbind(0).Zip(maps.unbind(0), (cam, map) =>
        {
            var start = boxed ? map * Boxes(cam, options.BoxThreshold) : map;
            return matmul(transition, start.flatten()).reshape(cam.shape);
        })]);
        var large = PseudoLabels.Resize(GradCam.MinMax(refined).unsqueeze(0), image.shape[1], image.shape[2]);          // (1,m,H,W)
        var background = (1 - large.amax([1], keepdim: true)).pow(options.BackgroundPower);
        var columns = PixelAdaptiveRefinement.Refine(image.unsqueeze(0), cat([background, large], 1), options.Refinement).argmax(1);
        return new(refined, large.squeeze(0), columns.squeeze(0));
    }

    /// <summary>
    /// The mean of the layers whose attention exceeds the affinity most, or least falls short of it, times the affinity: kept is a layer
    /// where <c>Σ (A - W)</c>, signed as released, is at most the layers' mean.
    /// </summary>
    static Tensor Attention(Tensor layers, Tensor? affinity, int count)
    {
        var last = layers.narrow(0, Math.Max(0, layers.shape[0] - count), Math.Min(count, layers.shape[0]));
        if (affinity is null)
            return last.mean([0]);
        var difference = (affinity.unsqueeze(0) - last).sum([1, 2]);
        var kept = (difference <= difference.mean()).to(last.dtype);
        return (last * kept.reshape(-1, 1, 1)).sum([0]) / (kept.sum() + Tiny) * affinity;
    }

    /// <summary>(n,n): columns, then rows brought to sum 1, three times over; made symmetric; squared.</summary>
    public static Tensor Transition(Tensor attention, int squarings)
    {
        var matrix = attention;
        for (var i = 0; i < 3; i++)
        {
            matrix = matrix / matrix.sum(0, keepdim: true);
            matrix = matrix / matrix.sum(1, keepdim: true);
        }
        matrix = (matrix + matrix.t()) / 2;
        for (var i = 0; i < squarings; i++)
            matrix = matmul(matrix, matrix);
        return matrix;
    }

    static Tensor Boxes(Tensor cam, double threshold) => tensor(
        BoxMask.Mask(cam.cpu().contiguous().data<float>().ToArray(), (int)cam.shape[1], threshold), cam.shape).to(cam.device);
}
