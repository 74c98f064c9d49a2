using Platform.Trainer.Data;

namespace Platform.Trainer.Refinement;

/// <summary>What a pixel's neighbourhood is measured in: its features, each divided by its standard deviation.</summary>
static class PixelFeatures
{
    /// <summary>(H W, 2): x, y.</summary>
    public static float[] Positions(int width, int height, float sigma)
    {
        var features = new float[width * height * 2];
        for (var p = 0; p < width * height; p++)
            (features[2 * p], features[2 * p + 1]) = (p % width / sigma, p / width / sigma);
        return features;
    }

    /// <summary>(H W, 5): x, y, r, g, b of an image in bytes.</summary>
    public static float[] Colors(RgbImage image, float positionSigma, float colorSigma)
    {
        var features = new float[image.Width * image.Height * 5];
        for (var p = 0; p < image.Width * image.Height; p++)
        {
            (features[5 * p], features[5 * p + 1]) = (p % image.Width / positionSigma, p / image.Width / positionSigma);
            for (var c = 0; c < 3; c++)
                features[5 * p + 2 + c] = image.Pixels[3 * p + c] / colorSigma;
        }
        return features;
    }

    /// <summary>The same of a (3,H,W) image in 0..255 that was not rounded to bytes.</summary>
    public static float[] Colors(ReadOnlySpan<float> planes, int width, int height, float positionSigma, float colorSigma)
    {
        var pixels = width * height;
        var features = new float[pixels * 5];
        for (var p = 0; p < pixels; p++)
        {
            (features[5 * p], features[5 * p + 1]) = (p % width / positionSigma, p / width / positionSigma);
            for (var c = 0; c < 3; c++)
                features[5 * p + 2 + c] = planes[c * pixels + p] / colorSigma;
        }
        return features;
    }
}
