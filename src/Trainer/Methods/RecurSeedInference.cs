using Platform.Trainer.Backbones;
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
        var passes = options.Scales.Select(factor => Pass(network, image, factor, options)).ToArray();
        var first = passes[0];
        Tensor[] All(Func<RecurSeedOutput, Tensor> part, Tensor like) =>
            [.. passes.SelectMany(pass => Views(Resize(part(pass), (like.shape[2], like.shape[3]), options.Mode)))];

        var maps = first.Features.C3;                                                           // decides the size of all of them
        var mask = stack(All(pass => pass.Segmentation, first.Segmentation)).mean([0], keepdim: true);
        Tensor Feature(Func<ResNetFeatures, Tensor> level) => stack(All(pass => level(pass.Features), maps)).sum(dim: 0);
        Tensor[] features = [Feature(f => f.C1), Feature(f => f.C2), Feature(f => f.C3), Feature(f => f.C4), Feature(f => f.C5)];
        return new(
            cat([.. passes.Select(pass => pass.Tags.sigmoid())], 0).mean([0]).MoveToOuterDisposeScope(),
            Resize(mask, (image.shape[1], image.shape[2]), InterpolationMode.Bilinear)[0].MoveToOuterDisposeScope(),
            [.. All(pass => pass.Cams, maps).Select(cam => cam.MoveToOuterDisposeScope())],
            [.. features.Select(feature => feature.MoveToOuterDisposeScope())]);
    }

    // one scale, with its mirror image; the segmentation as probabilities
    static RecurSeedOutput Pass(RecurSeedNetwork network, Tensor image, double factor, RecurSeedInferenceOptions options)
    {
        using var scope = NewDisposeScope();
        var (height, width) = ((long)(image.shape[1] * factor), (long)(image.shape[2] * factor));
        var scaled = Resize(image.unsqueeze(0), (height, width), InterpolationMode.Bilinear);
        var output = network.forward(options.Flip ? cat([scaled, scaled.flip(-1)], 0) : scaled);
        var logits = options.SameSize ? Resize(output.Segmentation, (height, width), options.Mode) : output.Segmentation;
        var f = output.Features;
        foreach (var kept in (Tensor[])[output.Cams, output.Tags, f.C1, f.C2, f.C3, f.C4, f.C5])
            kept.MoveToOuterDisposeScope();
        return output with { Segmentation = logits.softmax(1).MoveToOuterDisposeScope() };
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
