using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// CAMs over several scales and the mirror image (DuPL, utils/cam_helper.py): at each scale the larger of the two views, ReLU, summed
/// over scales, stretched to 0..1 per image and class.
/// </summary>
static class MultiScaleCam
{
    const double Epsilon = 1e-5;

    /// <param name="raw">The network: images (b,3,h,w) to raw CAMs (b,C,·,·) of any resolution.</param>
    /// <param name="images">(B,3,H,W), normalised</param>
    /// <returns>(B,C,H,W) each, in [0,1)</returns>
    public static CamPair Of(Func<Tensor, CamPair> raw, Tensor images, IReadOnlyList<double> scales, bool flip)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (main, auxiliary) = AtScale(raw, images, scales[0], flip);
        foreach (var scale in scales.Skip(1))
        {
            var next = AtScale(raw, images, scale, flip);
            (main, auxiliary) = (main + next.Main, auxiliary + next.Auxiliary);
        }
        return new CamPair(Stretched(main).MoveToOuterDisposeScope(), Stretched(auxiliary).MoveToOuterDisposeScope());
    }

    /// <summary>(B,C,H,W) less its spatial minimum, over its spatial maximum.</summary>
    internal static Tensor Stretched(Tensor cams)
    {
        var shifted = cams - cams.amin([2, 3], keepdim: true);
        return shifted / (shifted.amax([2, 3], keepdim: true) + Epsilon);
    }

    static CamPair AtScale(Func<Tensor, CamPair> raw, Tensor images, double scale, bool flip)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (images.shape[2], images.shape[3]);
        var scaled = scale == 1 ? images : Resized(images, (long)(scale * height), (long)(scale * width));
        var (main, auxiliary) = raw(flip ? cat([scaled, scaled.flip(3)]) : scaled);
        return new CamPair(
            Joined(main, height, width, flip).MoveToOuterDisposeScope(), Joined(auxiliary, height, width, flip).MoveToOuterDisposeScope());
    }

    static Tensor Joined(Tensor cams, long height, long width, bool flip)
    {
        var resized = Resized(cams, height, width);
        if (!flip)
            return resized.relu();
        var views = resized.chunk(2);
        return views[0].maximum(views[1].flip(3)).relu();
    }

    static Tensor Resized(Tensor maps, long height, long width) =>
        nn.functional.interpolate(maps, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
