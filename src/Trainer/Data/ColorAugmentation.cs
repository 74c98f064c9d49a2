using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Data;

/// <summary>
/// Steps 4 and 5 of DuPL's augmentation (dupl.md §2.2): colour jitter, grey, blur, with the arithmetic of Pillow. Every number is
/// drawn whether or not it is used.
/// </summary>
static class ColorAugmentation
{
    public static RgbImage Apply(RgbImage image, DatasetConfig config, RandomStream random)
    {
        image = Jitter(image, config.ColorJitter, random);
        if (random.Chance(config.Grayscale))
            image = ColorOperations.Grey(image);
        var isBlurred = random.Chance(config.Blur.Probability);
        var radius = (float)random.Between(config.Blur.MinRadius, config.Blur.MaxRadius);
        return isBlurred ? Blur.Gaussian(image, radius) : image;
    }

    static RgbImage Jitter(RgbImage image, ColorJitterConfig config, RandomStream random)
    {
        var isJittered = random.Chance(config.Probability);
        var brightness = Factor(config.Brightness, random);
        var contrast = Factor(config.Contrast, random);
        var saturation = Factor(config.Saturation, random);
        var hue = random.Between(-config.Hue, config.Hue);
        Func<RgbImage, RgbImage>[] steps =
        [
            i => ColorOperations.Brightness(i, brightness),
            i => ColorOperations.Contrast(i, contrast),
            i => ColorOperations.Color(i, saturation),
            i => HueRotation.Apply(i, hue),
        ];
        random.Shuffle(steps.AsSpan());
        return isJittered ? steps.Aggregate(image, (i, step) => step(i)) : image;
    }

    static float Factor(double strength, RandomStream random) => (float)random.Between(Math.Max(0, 1 - strength), 1 + strength);
}
