using Platform.Trainer.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>Numbers of DuPL's adaptive noise filtering; the defaults are those of train_final_voc.py.</summary>
sealed record NoiseFilterOptions
{
    /// <summary>Only losses above it are fitted.</summary>
    public double MinLoss { get; init; } = 0.1;

    /// <summary>With no more values than this nothing is filtered.</summary>
    public int MinValues { get; init; } = 1000;

    /// <summary>How far apart the two means must lie (eta).</summary>
    public double Separation { get; init; } = 1.0;

    /// <summary>A pixel whose posterior of the worse component exceeds it is noise (gamma).</summary>
    public double Posterior { get; init; } = 0.95;

    public MixtureOptions Fit { get; init; } = new(MaxIterations: 10, Tolerance: 1e-2, VarianceFloor: 5e-4);
}

/// <summary>What the filter did to one image; <paramref name="Mixture"/> is null where there were too few values to fit one.</summary>
sealed record NoiseFilterResult(int Values, GaussianMixture? Mixture, bool Applied, int FilteredPixels);

/// <summary>
/// Adaptive noise filtering (DuPL, equations 6 and 7; the statements of train_final_voc.py): a two-component mixture is fitted to the
/// cross-entropies of an image's foreground pixels, and where it splits clearly, pixels that belong to the component with the larger mean
/// are taken out of the label. Background is never filtered.
/// </summary>
sealed class AdaptiveNoiseFilter(NoiseFilterOptions options)
{
    const byte Background = 0;

    /// <summary>Filters a batch, image by image, each against its own prediction.</summary>
    /// <param name="logits">(B,K,H,W).</param>
    /// <param name="labels">(B,H,W) int64; not changed.</param>
    /// <returns>The filtered labels on the same device, and what was done to each image.</returns>
    public (Tensor Labels, IReadOnlyList<NoiseFilterResult> Results) Filter(Tensor logits, Tensor labels)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        // sync point: the mixture is fitted on the CPU
        var losses = SegmentationLoss.PerPixel(logits, labels).cpu().contiguous().data<float>().ToArray();
        var filtered = LabelBytes.Of(labels);
        var pixels = filtered.Length / (int)labels.shape[0];
        var results = new NoiseFilterResult[labels.shape[0]];
        for (var i = 0; i < results.Length; i++)
            results[i] = Filter(losses.AsSpan(i * pixels, pixels), filtered.AsSpan(i * pixels, pixels));
        return (tensor(filtered, labels.shape).to(labels.device).to(labels.dtype).MoveToOuterDisposeScope(), results);
    }

    /// <summary>Sets noisy pixels of (H,W) labels to 255. Losses are the cross-entropies under the same labels, 0 where ignored.</summary>
    public NoiseFilterResult Filter(ReadOnlySpan<float> losses, Span<byte> labels)
    {
        var values = Select(losses, labels);
        if (values.Length <= options.MinValues)
            return new NoiseFilterResult(values.Length, null, false, 0);
        return Apply(values.Length, Fit(values, TwoMeans.Assign(values)), losses, labels);
    }

    /// <summary>The losses that are fitted: of foreground pixels, above the least loss.</summary>
    public float[] Select(ReadOnlySpan<float> losses, ReadOnlySpan<byte> labels)
    {
        var values = new List<float>();
        for (var p = 0; p < labels.Length; p++)
            if (labels[p] is not (Background or ConfusionMatrix.Ignored) && losses[p] > options.MinLoss)
                values.Add(losses[p]);
        return [.. values];
    }

    public GaussianMixture Fit(ReadOnlySpan<float> values, ReadOnlySpan<byte> start) =>
        GaussianMixture.FitFromAssignment(values, start, components: 2, options.Fit);

    public NoiseFilterResult Apply(int values, GaussianMixture mixture, ReadOnlySpan<float> losses, Span<byte> labels)
    {
        if (Math.Abs(mixture.Means[0] - mixture.Means[1]) <= options.Separation)
            return new NoiseFilterResult(values, mixture, false, 0);
        var noise = mixture.Means[1] > mixture.Means[0] ? 1 : 0;
        var filtered = 0;
        Span<double> posteriors = stackalloc double[2];
        for (var p = 0; p < labels.Length; p++)
        {
            if (labels[p] is Background or ConfusionMatrix.Ignored)
                continue;
            mixture.Posteriors(losses[p], posteriors);
            if (!(posteriors[noise] > options.Posterior)) // a NaN is no noise
                continue;
            labels[p] = ConfusionMatrix.Ignored;
            filtered++;
        }
        return new NoiseFilterResult(values, mixture, true, filtered);
    }
}
