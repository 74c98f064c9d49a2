using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;

namespace Platform.Trainer.Data;

/// <summary>
/// The operations of Learning Pseudo Label's strong view, each with the number it draws (learning-pseudo-label.md §6;
/// lib/datasets/transform.py). Geometric ones move the mask along and fill with the mean colour and 255.
/// </summary>
static class StrongOperation
{
    static readonly byte[] s_fill = [123, 116, 103];

    static readonly IReadOnlyDictionary<string, Func<RgbImage, float, RgbImage>> s_photometric =
        new Dictionary<string, Func<RgbImage, float, RgbImage>>
        {
            ["autocontrast"] = (image, share) => ColorOperations.Blend(ColorOperations.AutoContrast(image), image, share),
            ["brightness"] = ColorOperations.Brightness,
            ["color"] = ColorOperations.Color,
            ["contrast"] = ColorOperations.Contrast,
            ["equalize"] = (image, share) => ColorOperations.Blend(ColorOperations.Equalize(image), image, share),
            ["invert"] = (image, share) => ColorOperations.Blend(ColorOperations.Invert(image), image, share),
            ["posterize"] = (image, bits) => ColorOperations.Posterize(image, (int)bits),
            ["sharpness"] = ColorOperations.Sharpness,
            ["solarize"] = (image, share) => ColorOperations.Solarize(image, share * 255.0),
        };

    public static IEnumerable<string> Photometric => s_photometric.Keys;

    public static RgbImage Colour(string name, RgbImage image, float drawn) => s_photometric[name](image, drawn);

    public static (RgbImage, LabelMask) Shear(RgbImage image, LabelMask mask, float x, float y) =>
        Warp(image, mask, AffineWarp.Shear(x, y, image.Width, image.Height));

    public static (RgbImage, LabelMask) Rotate(RgbImage image, LabelMask mask, int degrees) =>
        Warp(image, mask, AffineWarp.Rotation(degrees, image.Width, image.Height));

    /// <param name="drawn">In [0,1): the factor between 0.5 and 2.</param>
    public static (RgbImage, LabelMask) Scale(RgbImage image, LabelMask mask, double drawn)
    {
        var factor = drawn * 1.5 + 0.5;
        return (CubicResize.Cubic(image, factor), CubicResize.Nearest(mask, factor));
    }

    /// <param name="drawn">In [0,1): mirrored below a half.</param>
    public static (RgbImage, LabelMask) Flip(RgbImage image, LabelMask mask, double drawn) =>
        drawn < 0.5 ? (Augmentations.Mirror(image), Augmentations.Mirror(mask)) : (image, mask);

    static (RgbImage, LabelMask) Warp(RgbImage image, LabelMask mask, AffineWarp warp) =>
        (warp.Cubic(image, s_fill), warp.Nearest(mask, ConfusionMatrix.Ignored));
}
