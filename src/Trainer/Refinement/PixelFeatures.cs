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
        var features = WithPositions(image.Width, image.Height, positionSigma);
        for (var i = 0; i < image.Pixels.Length; i++)
            features[i / 3 * 5 + 2 + i % 3] = image.Pixels[i] / colorSigma;
        return features;
    }

    /// <summary>The same of a (3,H,W) image in 0..255 that was not rounded to bytes.</summary>
    public static float[] Colors(ReadOnlySpan<float> planes, int width, int height, float positionSigma, float colorSigma)
    {
        var features = WithPositions(width, height, positionSigma);
        for (var i = 0; i < planes.Length; i++)
            features[i % (width * height) * 5 + 2 + i / (width * height)] = planes[i] / colorSigma;
        return features;
    }

    static float[] WithPositions(int width, int height, float sigma)
    {
        var features = new float[width * height * 5];
        for (var p = 0; p < width * height; p++)
            (features[5 * p], features[5 * p + 1]) = (p % width / sigma, p / width / sigma);
        return features;
    }
}
