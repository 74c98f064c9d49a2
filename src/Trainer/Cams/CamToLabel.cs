using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// CAMs to label maps (DuPL, utils/cam_helper.py cam_to_label). 0 is background, c + 1 the class of CAM c, 255 ignored. Where classes
/// tie, the first wins; a value on a threshold is below it.
/// </summary>
static class CamToLabel
{
    public const long Ignored = 255;

    /// <summary>Every pixel gets a label: background where no present class exceeds <paramref name="background"/>.</summary>
    /// <param name="cams">(B,C,H,W) in [0,1)</param>
    /// <param name="tags">(B,C), 1 for the classes in the image</param>
    /// <returns>(B,H,W) int64</returns>
    public static Tensor Evaluation(Tensor cams, Tensor tags, double background)
    {
        var (values, labels) = Strongest(cams, tags);
        return labels.masked_fill(values <= background, 0);
    }

    /// <summary>Background up to <paramref name="low"/>, ignored up to <paramref name="high"/> and outside the box.</summary>
    /// <param name="boxes">(B,4), see <see cref="RegionMask"/></param>
    /// <param name="high">(B) or (1): one threshold an image, or one for all</param>
    public static Tensor Training(Tensor cams, Tensor tags, Tensor boxes, Tensor high, double low)
    {
        var (values, labels) = Strongest(cams, tags);
        var inside = RegionMask.Of(boxes, cams.shape[2], cams.shape[3]);
        return labels.masked_fill(values <= high.view(-1, 1, 1), Ignored).masked_fill(values <= low, 0).masked_fill(~inside, Ignored);
    }

    /// <summary>CAMs of the classes in the image, zero for the others.</summary>
    public static Tensor Valid(Tensor cams, Tensor tags) => cams * tags.unsqueeze(2).unsqueeze(3);

    static (Tensor Values, Tensor Labels) Strongest(Tensor cams, Tensor tags)
    {
        var (values, classes) = Valid(cams, tags).max(1);
        return (values, classes + 1);
    }
}
