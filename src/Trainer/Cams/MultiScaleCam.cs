using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// Class activation maps fused over scales and mirror images (dupl.md §3.2): per scale the maximum of the map and the mirrored
/// image's map mirrored back, ReLU, summed over scales, then brought to [0,1) per image and class.
/// </summary>
public static class MultiScaleCam
{
    /// <param name="network">Images (n,3,y,x) → raw CAM and auxiliary CAM, (n,C,·,·).</param>
    /// <param name="images">(B,3,H,W), normalised.</param>
    /// <param name="known">What the network gave for the images as they are, where the caller has it: one pass less.</param>
    /// <returns>(B,C,H,W) of both classifiers, without gradient.</returns>
    public static (Tensor Cam, Tensor Auxiliary) Compute(
        Func<Tensor, (Tensor Cam, Tensor Auxiliary)> network, Tensor images, IReadOnlyList<double> scales, bool flip,
        (Tensor Cam, Tensor Auxiliary)? known = null)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        Tensor? sum = null, auxiliarySum = null;
        foreach (var scale in scales.OrderBy(s => s != 1)) // the original size is always done first
        {
            var (cam, auxiliary) = scale == 1 && known is { } raw
                ? WithMirror(network, images, raw, flip)
                : network(Input(images, scale, flip));
            sum = Add(sum, Fuse(cam, images, flip));
            auxiliarySum = Add(auxiliarySum, Fuse(auxiliary, images, flip));
        }
        return (Normalise(sum!).MoveToOuterDisposeScope(), Normalise(auxiliarySum!).MoveToOuterDisposeScope());
    }

    /// <summary>Subtracts the spatial minimum, divides by what is then the maximum + 1e-5, per image and class.</summary>
    public static Tensor Normalise(Tensor cam) // (B,C,H,W)
    {
        var shifted = cam - cam.amin([2, 3], keepdim: true);
        return shifted / (shifted.amax([2, 3], keepdim: true) + 1e-5);
    }

    /// <summary>The images at one scale, their mirror images after them.</summary>
    internal static Tensor Input(Tensor images, double scale, bool flip)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        var input = scale == 1
            ? images
            : nn.functional.interpolate(
                images, [(long)(scale * height), (long)(scale * width)], mode: InterpolationMode.Bilinear, align_corners: false);
        return flip ? cat([input, input.flip(-1)], 0) : input; // (B or 2B,3,y,x)
    }

    /// <summary>Raw maps of one scale at the images' size, the mirror images' put back: the larger of both, not below 0.</summary>
    internal static Tensor Fuse(Tensor raw, Tensor images, bool flip)
    {
        var cam = nn.functional.interpolate(
            raw, [images.shape[2], images.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        if (flip)
        {
            var halves = cam.chunk(2, 0);
            cam = maximum(halves[0], halves[1].flip(-1));
        }
        return nn.functional.relu(cam);
    }

    static (Tensor Cam, Tensor Auxiliary) WithMirror(
        Func<Tensor, (Tensor Cam, Tensor Auxiliary)> network, Tensor images, (Tensor Cam, Tensor Auxiliary) known, bool flip)
    {
        if (!flip)
            return known;
        var (cam, auxiliary) = network(images.flip(-1));
        return (cat([known.Cam, cam], 0), cat([known.Auxiliary, auxiliary], 0));
    }

    static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum + term;
}
