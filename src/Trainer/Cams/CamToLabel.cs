using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>Turns normalised CAMs into label maps (dupl.md §3.3). Comparisons are in float32, inclusive on the low side.</summary>
public static class CamToLabel
{
    public const int Ignored = 255;

    /// <summary>CAM (B,C,H,W) times the image-level labels (B,C): absent classes are zero everywhere.</summary>
    public static Tensor Valid(Tensor cam, Tensor tags) => cam * tags.unsqueeze(-1).unsqueeze(-1);

    /// <summary>Evaluation form: the strongest class + 1, background where it does not exceed the threshold. (B,H,W) int64.</summary>
    public static Tensor Evaluate(Tensor validCam, double background)
    {
        var (value, label) = Strongest(validCam);
        return label.masked_fill(value <= (float)background, 0);
    }

    /// <summary>
    /// Training form: 0 up to <paramref name="low"/>, ignored up to <paramref name="high"/>, the class above it; ignored outside the
    /// image's box. (B,H,W) int64.
    /// </summary>
    /// <param name="high">One number an image, (B).</param>
    /// <param name="boxes">(B,4) y0, y1, x0, x1, ends exclusive, in cells of the map unless the caller means the released defect.</param>
    public static Tensor Train(Tensor validCam, Tensor high, double low, int[] boxes)
    {
        var (value, label) = Strongest(validCam);
        label = label
            .masked_fill(value <= high.reshape(-1, 1, 1), Ignored)
            .masked_fill(value <= (float)low, 0);
        return Inside(label, boxes);
    }

    /// <summary>How sure the map is: 0 up to <paramref name="low"/>, 2 from <paramref name="high"/> on, 1 between (ToCo's cam_to_roi_mask2). (B,H,W) int64.</summary>
    public static Tensor Certainty(Tensor validCam, double high, double low)
    {
        var value = Strongest(validCam).Value;
        return (value > (float)low).to(ScalarType.Int64).masked_fill(value >= (float)high, 2);
    }

    /// <summary>Everything outside each image's box becomes ignored.</summary>
    public static Tensor Inside(Tensor label, int[] boxes) => label.masked_fill(OutsideMask(label.shape, boxes).to(label.device), Ignored);

    // (B,H,W) bool
    static Tensor OutsideMask(long[] shape, int[] boxes)
    {
        var outside = new bool[shape[0] * shape[1] * shape[2]];
        var i = 0;
        for (var b = 0; b < shape[0]; b++)
            for (var y = 0; y < shape[1]; y++)
                for (var x = 0; x < shape[2]; x++)
                    outside[i++] = y < boxes[b * 4] || y >= boxes[b * 4 + 1] || x < boxes[b * 4 + 2] || x >= boxes[b * 4 + 3];
        return tensor(outside, shape);
    }

    // the first of equal classes wins
    static (Tensor Value, Tensor Label) Strongest(Tensor validCam)
    {
        var (value, index) = validCam.max(1);
        return (value, index + 1);
    }
}
