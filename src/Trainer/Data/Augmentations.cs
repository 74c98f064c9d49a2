using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;

namespace Platform.Trainer.Data;

/// <summary>One augmented training image: bytes, before normalisation. <see cref="Box"/> is y0, y1, x0, x1 of the image within the crop.</summary>
sealed record TrainingCrop(RgbImage Image, LabelMask Mask, int[] Box);

/// <summary>
/// What a training image goes through, in DuPL's order (dupl.md §2.2): random scale, flip, crop, COCO's second flip, and then, of the
/// image alone, <see cref="ColorAugmentation"/>. Each draws its random numbers whether or not it is switched on, so that switching
/// one leaves the others as they were.
/// </summary>
static class Augmentations
{
    public static TrainingCrop Apply(RgbImage image, LabelMask mask, DatasetConfig config, RandomStream random)
    {
        var crop = Crop(image, mask, config, random);
        return crop with { Image = ColorAugmentation.Apply(crop.Image, config, random) };
    }

    /// <summary>Where the pixels come from; their colours are untouched.</summary>
    public static TrainingCrop Crop(RgbImage image, LabelMask mask, DatasetConfig config, RandomStream random)
    {
        var scale = random.Between(config.MinScale, config.MaxScale);
        var width = Math.Max(1, (int)(scale * image.Width));
        var height = Math.Max(1, (int)(scale * image.Height));
        var scaledImage = Resampling.Bilinear(image, width, height);
        var scaledMask = Resampling.Nearest(mask, width, height);

        if (random.Chance(0.5) && config.Flip)
            (scaledImage, scaledMask) = (Mirror(scaledImage), Mirror(scaledMask));

        var crop = RandomCrop.Draw(random, config.CropSize, width, height);
        var cutImage = new RgbImage(crop.Size, crop.Size, crop.Cut(scaledImage.Pixels, width, height, channels: 3, outside: 0));
        var cutMask = new LabelMask(
            crop.Size, crop.Size, crop.Cut(scaledMask.Pixels, width, height, channels: 1, outside: ConfusionMatrix.Ignored));

        // the box stays as it was: released that way, and part of the published COCO numbers
        if (random.Chance(0.5) && config.SecondFlip)
            (cutImage, cutMask) = (Mirror(cutImage), Mirror(cutMask));
        return new TrainingCrop(cutImage, cutMask, crop.Box(width, height));
    }

    internal static RgbImage Mirror(RgbImage image) => image with { Pixels = Mirror(image.Pixels, image.Width, channels: 3) };

    internal static LabelMask Mirror(LabelMask mask) => mask with { Pixels = Mirror(mask.Pixels, mask.Width, channels: 1) };

    static byte[] Mirror(byte[] pixels, int width, int channels)
    {
        var mirrored = new byte[pixels.Length];
        for (var at = 0; at < pixels.Length; at += channels)
        {
            var (row, x) = Math.DivRem(at / channels, width);
            pixels.AsSpan(at, channels).CopyTo(mirrored.AsSpan((row * width + width - 1 - x) * channels));
        }
        return mirrored;
    }
}
