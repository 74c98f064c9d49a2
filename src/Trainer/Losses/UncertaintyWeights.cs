using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Numbers of boundary-aware uncertainty weighting; the defaults are those of the published run.</summary>
sealed record UncertaintyOptions
{
    public double Beta { get; init; } = 0.2;
    public double GammaStart { get; init; } = 0.68;
    public double GammaEnd { get; init; } = 0.85;

    /// <summary>How much more a pixel on an edge of the labels counts.</summary>
    public double EdgeWeight { get; init; } = 0.3;

    /// <summary>The least certainty on such an edge.</summary>
    public double LeastOnEdge { get; init; } = 0.3;

    public double LeastClassWeight { get; init; } = 0.5;
    public double MostClassWeight { get; init; } = 3;
}

/// <summary>What a pixel counts and why, each (B,H,W) but the classes' (K).</summary>
sealed record PixelWeights(Tensor Uncertainty, Tensor Classes, Tensor Edge, Tensor Boundary, Tensor Certainty, Tensor Final);

/// <summary>
/// Pixel weights of the refined pseudo-labels' cross-entropy (refined-pseudo-label.md §9.4; scripts/dist_clip_designed4.py): rare classes,
/// edges and certain pixels count more. No gradient.
/// </summary>
static class UncertaintyWeights
{
    const int Ignored = 255;
    const double Tiny = 1e-6;

    /// <summary>-Σ p log p, (B,H,W).</summary>
    public static Tensor Entropy(Tensor logits)
    {
        var log = logits.log_softmax(1);
        return -(log.exp() * log).sum(1);
    }

    /// <summary>½ (KL(p‖q) + KL(q‖p)) of two networks' or streams' predictions, (B,H,W).</summary>
    public static Tensor Disagreement(Tensor logits, Tensor others)
    {
        var (p, q) = (logits.log_softmax(1), others.log_softmax(1));
        return 0.5 * ((p.exp() - q.exp()) * (p - q)).sum(1);
    }

    /// <summary>How much uncertainty is borne: linear in the iteration, which counts from 0.</summary>
    public static double Gamma(int iteration, int iterations, UncertaintyOptions options) =>
        options.GammaStart + (options.GammaEnd - options.GammaStart) * Math.Clamp((iteration + 1.0) / iterations, 0, 1);

    /// <summary>1 where one of the four neighbours in the image has another label, 0 at ignored pixels. (B,H,W).</summary>
    public static Tensor Edges(Tensor labels)
    {
        var edge = zeros_like(labels, dtype: ScalarType.Bool);
        var across = labels[.., .., 1..] != labels[.., .., ..^1];
        var down = labels[.., 1..] != labels[.., ..^1];
        foreach (var sides in new (long, long, long, long)[] { (1, 0, 0, 0), (0, 1, 0, 0) })
            edge = edge.logical_or(Padded(across, sides));
        foreach (var sides in new (long, long, long, long)[] { (0, 0, 1, 0), (0, 0, 0, 1) })
            edge = edge.logical_or(Padded(down, sides));
        return edge.logical_and(labels != Ignored).to(ScalarType.Float32);
    }

    /// <summary>Inverse frequency in the labels, an absent class counting once, over its mean, clipped. (K).</summary>
    public static Tensor Classes(Tensor labels, long classes, UncertaintyOptions options)
    {
        var flat = labels.flatten();
        var counts = bincount(flat.masked_select(flat != Ignored), minlength: classes).to(ScalarType.Float32).clamp_min(1);
        var rarity = counts.sum() / counts;
        return (rarity / rarity.mean()).clamp(options.LeastClassWeight, options.MostClassWeight);
    }

    /// <param name="uncertainty">(B,H,W), any range; it is brought to [0,1] image by image.</param>
    /// <param name="labels">(B,H,W) int64.</param>
    /// <param name="agreement">(B,H,W) further weights.</param>
    public static PixelWeights Of(Tensor uncertainty, Tensor labels, long classes, double gamma, UncertaintyOptions options, Tensor? agreement = null)
    {
        using var none = no_grad();
        var low = uncertainty.amin([1, 2], keepdim: true);
        var scaled = (uncertainty - low) / (uncertainty.amax([1, 2], keepdim: true) - low + Tiny);
        var classWeights = Classes(labels, classes, options);
        var edge = Edges(labels);
        var boundary = 1 + options.EdgeWeight * edge;
        var certainty = ((gamma - scaled) / options.Beta).sigmoid();
        certainty = where(edge > 0, certainty.clamp_min(options.LeastOnEdge), certainty);

        var ignored = labels == Ignored;
        var ofClass = classWeights.index_select(0, labels.masked_fill(ignored, 0).flatten()).reshape(labels.shape).masked_fill(ignored, 0);
        var weights = ofClass * boundary * certainty;
        if (agreement is not null)
            weights = weights * agreement;
        return new(scaled, classWeights, edge, boundary, certainty, weights / (weights.mean() + Tiny));
    }

    /// <summary><c>Σ w CE / #valid</c>.</summary>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Tensor weights) =>
        (SegmentationLoss.PerPixel(logits, labels) * weights).sum() / (labels != Ignored).sum().clamp_min(1);

    static Tensor Padded(Tensor x, (long, long, long, long) sides) =>
        nn.functional.pad(x.to(ScalarType.Float32), sides, PaddingModes.Constant, 0) > 0;
}
