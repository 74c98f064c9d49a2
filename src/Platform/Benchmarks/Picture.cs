using Platform.Trainer.Data;

namespace Platform.Benchmarks;

/// <summary>An image with areas, edges and a little grain, and class probabilities that roughly follow it: noise alone would fill the lattice.</summary>
static class Picture
{
    public static RgbImage Smooth(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x, c) = (i / 3 / width, i / 3 % width, i % 3);
            var area = (x / 61 + y / 47 * 3) * 53 % 160;
            pixels[i] = (byte)(area + 40 * Math.Sin((x + 2 * y) / 40.0 + c) + 40 + i * 7919 % 11);
        }
        return new(width, height, pixels);
    }

    public static float[] Probabilities(int width, int height, int classes)
    {
        var values = new float[classes * width * height];
        for (var p = 0; p < width * height; p++)
        {
            var favourite = (p % width / 61 + p / width / 47) % classes;
            for (var k = 0; k < classes; k++)
                values[k * width * height + p] = k == favourite ? 0.6f : 0.4f / Math.Max(1, classes - 1);
        }
        return values;
    }
}
