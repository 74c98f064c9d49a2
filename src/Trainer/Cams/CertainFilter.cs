using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// Which pixels of class maps are certain, our own reconstruction (recurseed-epm.md §4): the strongest of the image's classes from
/// <c>c</c> up, background up to <c>u</c>, the rest ignored.
/// </summary>
static class CertainFilter
{
    /// <param name="maps">(B,C,h,w) in [0,1].</param>
    /// <param name="tags">(B,C).</param>
    /// <returns>(B,h,w) int64.</returns>
    public static Tensor Labels(Tensor maps, Tensor tags, double certain = 0.55, double uncertain = 0.10)
    {
        var (value, index) = CamToLabel.Valid(maps, tags).max(1);
        return (index + 1)
            .masked_fill(value < (float)certain, CamToLabel.Ignored)
            .masked_fill(value <= (float)uncertain, 0);
    }
}
