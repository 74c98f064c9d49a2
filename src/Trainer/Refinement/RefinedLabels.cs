using Platform.Trainer.Cams;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// Pseudo-labels for segmentation (DuPL, utils/cam_helper.py): the CAMs compete with a constant background twice, once at a high and
/// once at a low threshold, each refined by PAR at half the resolution. Foreground is what the high pass calls foreground, background
/// what both call background; the rest, and what lies outside the image, is ignored.
/// </summary>
sealed class RefinedLabels(PixelAdaptiveRefinement refinement)
{
    /// <param name="images">(B,3,H,W), 0 to 1</param>
    /// <param name="cams">(B,C,H,W)</param>
    /// <param name="boxes">(B,4), see <see cref="RegionMask"/></param>
    /// <param name="high">(B,1,1,1) or (1): one threshold an image, or one for all</param>
    /// <returns>(B,H,W) int64</returns>
    public Tensor Of(Tensor images, Tensor cams, PresentClasses present, Tensor boxes, Tensor high, double low)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (height, width) = (cams.shape[2], cams.shape[3]);
        var half = Resized(images, height / 2, width / 2);
        var classes = Resized(present.Pick(cams), height / 2, width / 2);   // (B,S,H/2,W/2)

        // both passes share the image's affinities: one refinement of 2·(1+S) masks
        var masks = cat([SoftMasks(classes, present, high), SoftMasks(classes, present, full([1], low, device: cams.device))], 1);
        var passes = Resized(refinement.Refine(half, masks), height, width).chunk(2, 1);
        var strict = present.ToLabels(passes[0].argmax(1));
        var loose = present.ToLabels(passes[1].argmax(1));

        var labels = strict.masked_fill(strict == 0, CamToLabel.Ignored).masked_fill((strict + loose) == 0, 0);
        return labels.masked_fill(~RegionMask.Of(boxes, height, width), CamToLabel.Ignored).MoveToOuterDisposeScope();
    }

    /// <summary>Softmax over background and the classes present (B,1+S,h,w); zero for a slot without class.</summary>
    internal static Tensor SoftMasks(Tensor classes, PresentClasses present, Tensor threshold)
    {
        var background = threshold.view(-1, 1, 1, 1).expand(classes.shape[0], 1, classes.shape[2], classes.shape[3]);
        var scores = classes.masked_fill(~present.Mask.unsqueeze(2).unsqueeze(3), double.NegativeInfinity);
        return cat([background, scores], 1).softmax(1);
    }

    static Tensor Resized(Tensor maps, long height, long width) =>
        nn.functional.interpolate(maps, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
