namespace Platform.Trainer.Data.Images;

/// <summary>Resizing as Pillow does it, to the byte: published numbers of all methods rest on its pixels.</summary>
static class Resampling
{
    const int PrecisionBits = 22; // Pillow's fixed point for 8-bit channels

    /// <summary>Triangle filter, widened when shrinking (antialiased); first across, then down, rounding to bytes after each.</summary>
    public static RgbImage Bilinear(RgbImage image, int width, int height)
    {
        var pixels = image.Pixels;
        if (width != image.Width)
            pixels = Across(pixels, image.Width, image.Height, Taps.For(image.Width, width));
        if (height != image.Height)
            pixels = Down(pixels, width, Taps.For(image.Height, height));
        return new RgbImage(width, height, pixels);
    }

    /// <summary>The class at the centre of each target pixel.</summary>
    public static LabelMask Nearest(LabelMask mask, int width, int height)
    {
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = (int)((y + 0.5) * mask.Height / height) * mask.Width;
            for (var x = 0; x < width; x++)
                pixels[y * width + x] = mask.Pixels[row + (int)((x + 0.5) * mask.Width / width)];
        }
        return new LabelMask(width, height, pixels);
    }

    static byte[] Across(byte[] pixels, int width, int height, Taps[] taps)
    {
        var result = new byte[taps.Length * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < taps.Length; x++)
                for (var c = 0; c < 3; c++)
                    result[(y * taps.Length + x) * 3 + c] = taps[x].Sum(pixels, (y * width + taps[x].First) * 3 + c, 3);
        return result;
    }

    static byte[] Down(byte[] pixels, int width, Taps[] taps)
    {
        var stride = width * 3;
        var result = new byte[taps.Length * stride];
        for (var y = 0; y < taps.Length; y++)
            for (var i = 0; i < stride; i++)
                result[y * stride + i] = taps[y].Sum(pixels, taps[y].First * stride + i, stride);
        return result;
    }

    /// <summary>The source pixels that make one target pixel, and their fixed-point weights.</summary>
    readonly record struct Taps(int First, int[] Weights)
    {
        public static Taps[] For(int from, int to)
        {
            var scale = (double)from / to;
            var support = Math.Max(scale, 1);
            return [.. Enumerable.Range(0, to).Select(target => At((target + 0.5) * scale, support, from))];
        }

        public byte Sum(byte[] pixels, int at, int step)
        {
            var sum = 1 << (PrecisionBits - 1);
            foreach (var weight in Weights)
            {
                sum += weight * pixels[at];
                at += step;
            }
            return (byte)Math.Clamp(sum >> PrecisionBits, 0, 255);
        }

        static Taps At(double centre, double support, int from)
        {
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var end = Math.Min((int)(centre + support + 0.5), from);
            var weights = new double[end - first];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = Math.Max(0, 1 - Math.Abs((first + i - centre + 0.5) / support));
            var sum = weights.Sum();
            return new Taps(first, [.. weights.Select(w => (int)(w / sum * (1 << PrecisionBits) + 0.5))]);
        }
    }
}
