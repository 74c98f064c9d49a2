using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>How RecurSeed predicts an image; the defaults are those of its published script (recurseed-epm.md §7).</summary>
sealed record RecurSeedInferenceOptions
{
    /// <summary>The first decides the maps' size, so the order matters.</summary>
    public IReadOnlyList<double> Scales { get; init; } = [1.0, 0.5, 1.5, 2.0];

    public bool Flip { get; init; } = true;

    /// <summary>Logits are resized to their scale's input before the soft-max.</summary>
    public bool SameSize { get; init; } = true;

    /// <summary>Of maps; images are always resized bilinearly.</summary>
    public InterpolationMode Mode { get; init; } = InterpolationMode.Nearest;
}

/// <summary>One image's prediction. C classes, h × w cells of C3 at the first scale.</summary>
/// <param name="Classes">(C) mean of the sigmoids over scales and mirror images.</param>
/// <param name="Mask">(C+1,H,W) mean probabilities, 0 = background.</param>
/// <param name="Cams">(C,h,w) raw, one a scale and mirror image, mirrored back.</param>
/// <param name="Features">C1 … C5 summed over scales and mirror images, (D,h,w).</param>
sealed record RecurSeedPrediction(Tensor Classes, Tensor Mask, IReadOnlyList<Tensor> Cams, IReadOnlyList<Tensor> Features);

/// <summary>RecurSeed's inference over scales and mirror images (core/networks.py forward_with_scales, infer_rsepm.py).</summary>
static class RecurSeedInference
{
    /// <param name="network">In evaluation mode.</param>
    /// <param name="image">(3,H,W), normalised.</param>
    public static RecurSeedPrediction Predict(RecurSeedNetwork network, Tensor image, RecurSeedInferenceOptions options)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var (height, width) = (image.shape[1], image.shape[2]);
        var (cams, tags, masks) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        (long H, long W)? maps = null, mask = null;
        Tensor[]? sums = null;
        foreach (var factor in options.Scales)
        {
            var scaled = Resize(image.unsqueeze(0), ((long)(height * factor), (long)(width * factor)), InterpolationMode.Bilinear);
            var output = network.forward(options.Flip ? cat([scaled, scaled.flip(-1)], 0) : scaled);
            var features = output.Features;
            maps ??= (features.C3.shape[2], features.C3.shape[3]);
            cams.AddRange(Views(Resize(output.Cams, maps.Value, options.Mode)));
            tags.Add(output.Tags.sigmoid());
            var summed = new[] { features.C1, features.C2, features.C3, features.C4, features.C5 }
                .Select(f => stack([.. Views(Resize(f, maps.Value, options.Mode))]).sum(dim: 0)).ToArray();
            sums = sums is null ? summed : [.. sums.Zip(summed, (a, b) => a + b)];
            var logits = output.Segmentation;
            if (options.SameSize)
                logits = Resize(logits, (scaled.shape[2], scaled.shape[3]), options.Mode);
            mask ??= (logits.shape[2], logits.shape[3]);
            masks.AddRange(Views(Resize(logits.softmax(1), mask.Value, options.Mode)));
        }
        var probabilities = Resize(stack(masks).mean([0]).unsqueeze(0), (height, width), InterpolationMode.Bilinear)[0];
        return new(
            cat(tags, 0).mean([0]).MoveToOuterDisposeScope(), probabilities.MoveToOuterDisposeScope(),
            [.. cams.Select(c => c.MoveToOuterDisposeScope())], [.. sums!.Select(s => s.MoveToOuterDisposeScope())]);
    }

    /// <summary>Foreground probabilities over their spatial maximum + 1e-5: (C+1,H,W) → (C,H,W).</summary>
    public static Tensor Seed(Tensor mask)
    {
        var foreground = mask[1..];
        return foreground / (foreground.amax([1, 2], keepdim: true) + 1e-5);
    }

    /// <summary>The classes that get a seed where no image labels are given, (C) bool; the published threshold is 0.34.</summary>
    public static Tensor Select(Tensor classes, float threshold) => classes >= threshold;

    // one map an image, the mirrored one mirrored back
    static IEnumerable<Tensor> Views(Tensor maps) // (1 or 2,D,h,w)
    {
        yield return maps[0];
        if (maps.shape[0] == 2)
            yield return maps[1].flip(-1);
    }

    static Tensor Resize(Tensor maps, (long H, long W) size, InterpolationMode mode) =>
        maps.shape[2] == size.H && maps.shape[3] == size.W ? maps
        : mode == InterpolationMode.Nearest ? nn.functional.interpolate(maps, [size.H, size.W], mode: mode)
        : nn.functional.interpolate(maps, [size.H, size.W], mode: mode, align_corners: false);
}
