using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// Pseudo-labels for segmentation (dupl.md §6): the CAMs against a high and against a low constant background, each refined by the
/// image's colours. Foreground where the high pass says so, background where both do, ignored elsewhere and outside the box.
/// </summary>
public static class PseudoLabels
{
    /// <param name="images">(B,3,H,W) in [0,1], un-normalised.</param>
    /// <param name="validCam">(B,C,H,W), absent classes zero.</param>
    /// <param name="tags">(B,C).</param>
    /// <param name="boxes">(B,4) y0, y1, x0, x1 in pixels.</param>
    /// <param name="high">(B) background scores of the high pass.</param>
    /// <param name="refinement">Null: the arg-max is taken of the masses as they are.</param>
    /// <param name="downscale">The masses are taken at 1/this of the size; 1 leaves it.</param>
    /// <returns>(B,H,W) int64.</returns>
    public static Tensor Make(
        Tensor images, Tensor validCam, Tensor tags, int[] boxes, Tensor high, double low, RefinementConfig? refinement, int downscale = 2)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var present = PresentClasses.Of(tags);
        var (height, width) = (images.shape[2], images.shape[3]);
        var cams = present.Gather(validCam);                                        // (B,P,H,W)
        var (smallHeight, smallWidth) = (height / downscale, width / downscale);
        var highMass = present.Masses(cams, high, smallHeight, smallWidth);         // (B,1+P,H/2,W/2)
        var lowMass = present.Masses(cams, full_like(high, low), smallHeight, smallWidth);
        if (refinement is not null)
        {
            var small = Resize(images, smallHeight, smallWidth);
            var both = PixelAdaptiveRefinement.Refine(small, cat([highMass, lowMass], 1), refinement).chunk(2, 1);
            (highMass, lowMass) = (both[0], both[1]);
        }
        var highLabel = present.Labels(Resize(highMass, height, width));
        var lowLabel = present.Labels(Resize(lowMass, height, width));
        var label = highLabel
            .masked_fill(highLabel == 0, CamToLabel.Ignored)
            .masked_fill((highLabel + lowLabel) == 0, 0);
        return CamToLabel.Inside(label, boxes).MoveToOuterDisposeScope();
    }

    internal static Tensor Resize(Tensor x, long height, long width) =>
        nn.functional.interpolate(x, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
