namespace Platform.Trainer.Data.Images;

/// <summary>OpenCV's resize by a factor: cubic for images, without widening when shrinking; the pixel at or before for masks.</summary>
static class CubicResize
{
    /// <summary>A side's new length.</summary>
    public static int Scaled(int length, double factor) => (int)Math.Round(length * factor, MidpointRounding.ToEven);

    public static RgbImage Cubic(RgbImage image, double factor)
    {
        var (width, height) = (Scaled(image.Width, factor), Scaled(image.Height, factor));
        var across = Taps(width, image.Width, factor);
        var down = Taps(height, image.Height, factor);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < 3; c++)
                {
                    var sum = 0.0;
                    foreach (var (row, rowWeight) in down[y])
                        foreach (var (column, weight) in across[x])
                            sum += rowWeight * weight * image.Pixels[(row * image.Width + column) * 3 + c];
                    pixels[(y * width + x) * 3 + c] = CubicKernel.ToByte(sum);
                }
        return new RgbImage(width, height, pixels);
    }

    public static LabelMask Nearest(LabelMask mask, double factor)
    {
        var (width, height) = (Scaled(mask.Width, factor), Scaled(mask.Height, factor));
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = (Source(i / width, mask.Height), Source(i % width, mask.Width));
            pixels[i] = mask.Pixels[y * mask.Width + x];
        }
        return new LabelMask(width, height, pixels);

        int Source(int target, int length) => Math.Min((int)Math.Floor(target / factor), length - 1);
    }

    // edges repeat
    static (int At, double Weight)[][] Taps(int count, int length, double factor)
    {
        var weights = new double[4];
        var taps = new (int, double)[count][];
        for (var target = 0; target < count; target++)
        {
            var source = (target + 0.5) / factor - 0.5;
            var first = (int)Math.Floor(source);
            CubicKernel.Weights(source - first, weights);
            taps[target] = [.. weights.Select((w, i) => (Math.Clamp(first - 1 + i, 0, length - 1), w))];
        }
        return taps;
    }
}
