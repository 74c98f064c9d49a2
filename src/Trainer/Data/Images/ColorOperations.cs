namespace Platform.Trainer.Data.Images;

/// <summary>
/// Pillow's colour operations (9.4; ImageOps, ImageEnhance), equal to the byte: the published augmentations are made of them.
/// None changes its input.
/// </summary>
static class ColorOperations
{
    /// <summary>Per channel: stretches [darkest, brightest] to [0, 255].</summary>
    public static RgbImage AutoContrast(RgbImage image) => PerChannel(image, histogram =>
    {
        var low = Array.FindIndex(histogram, n => n > 0);
        var high = Array.FindLastIndex(histogram, n => n > 0);
        if (high <= low)
            return v => v;
        var scale = 255.0 / (high - low);
        var offset = -low * scale;
        return v => (int)(v * scale + offset);
    });

    /// <summary>Per channel: makes the histogram as flat as whole steps allow.</summary>
    public static RgbImage Equalize(RgbImage image) => PerChannel(image, histogram =>
    {
        var last = Array.FindLastIndex(histogram, n => n > 0);
        var step = last < 0 ? 0 : (histogram.Sum() - histogram[last]) / 255;
        if (step == 0) // also where a channel has a single value
            return v => v;
        var sums = new int[256];
        var sum = step / 2;
        for (var v = 0; v < 256; v++)
        {
            sums[v] = sum / step;
            sum += histogram[v];
        }
        return v => sums[v];
    });

    /// <summary>Keeps the upper bits of every byte, 0 to 8.</summary>
    public static RgbImage Posterize(RgbImage image, int bits) => Table(image, v => v & (0xFF00 >> bits));

    public static RgbImage Invert(RgbImage image) => Table(image, v => 255 - v);

    /// <summary>Inverts the bytes that are not below the threshold.</summary>
    public static RgbImage Solarize(RgbImage image, double threshold) => Table(image, v => v < threshold ? v : 255 - v);

    /// <summary>0 is grey, 1 the image, more is more colourful.</summary>
    public static RgbImage Color(RgbImage image, float factor) => Blend(Grey(image), image, factor);

    /// <summary>0 is the mean grey everywhere, 1 the image.</summary>
    public static RgbImage Contrast(RgbImage image, float factor)
    {
        var sum = 0L;
        for (var at = 0; at < image.Pixels.Length; at += 3)
            sum += Luma(image.Pixels, at);
        var mean = (int)((double)sum / (image.Pixels.Length / 3) + 0.5);
        return Blend(Table(image, _ => mean), image, factor);
    }

    /// <summary>0 is black, 1 the image.</summary>
    public static RgbImage Brightness(RgbImage image, float factor) =>
        Blend(image with { Pixels = new byte[image.Pixels.Length] }, image, factor);

    /// <summary>0 is smoothed, 1 the image, more is sharpened.</summary>
    public static RgbImage Sharpness(RgbImage image, float factor) => Blend(Smooth(image), image, factor);

    /// <summary>Three equal channels of ITU-R 601 luma.</summary>
    public static RgbImage Grey(RgbImage image)
    {
        var pixels = new byte[image.Pixels.Length];
        for (var at = 0; at < pixels.Length; at += 3)
            pixels[at] = pixels[at + 1] = pixels[at + 2] = Luma(image.Pixels, at);
        return image with { Pixels = pixels };
    }

    /// <summary>from + factor × (to - from), clamped, fractions cut off; factors outside 0..1 extrapolate.</summary>
    public static RgbImage Blend(RgbImage from, RgbImage to, float factor)
    {
        var pixels = new byte[to.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(from.Pixels[i] + factor * (to.Pixels[i] - from.Pixels[i]), 0f, 255f);
        return to with { Pixels = pixels };
    }

    /// <summary>3 × 3 mean with a fivefold centre; the outermost pixels stay.</summary>
    static RgbImage Smooth(RgbImage image)
    {
        var (source, stride) = (image.Pixels, image.Width * 3);
        var pixels = (byte[])source.Clone();
        for (var y = 1; y < image.Height - 1; y++)
            for (var i = y * stride + 3; i < (y + 1) * stride - 3; i++)
            {
                var sum = 4 * source[i];
                for (var row = i - stride; row <= i + stride; row += stride)
                    sum += source[row - 3] + source[row] + source[row + 3];
                pixels[i] = (byte)((2 * sum + 13) / 26); // sum/13, rounded; 13 is odd, so there are no ties
            }
        return image with { Pixels = pixels };
    }

    static byte Luma(byte[] pixels, int at) =>
        (byte)((pixels[at] * 19595 + pixels[at + 1] * 38470 + pixels[at + 2] * 7471 + 32768) >> 16);

    static RgbImage Table(RgbImage image, Func<int, int> value) => PerChannel(image, _ => value);

    /// <summary>Maps each channel through a table made from its histogram; what leaves 0..255 is clamped.</summary>
    static RgbImage PerChannel(RgbImage image, Func<int[], Func<int, int>> valueFor)
    {
        var pixels = new byte[image.Pixels.Length];
        for (var channel = 0; channel < 3; channel++)
        {
            var histogram = new int[256];
            for (var at = channel; at < pixels.Length; at += 3)
                histogram[image.Pixels[at]]++;
            var value = valueFor(histogram);
            var table = new byte[256];
            for (var v = 0; v < 256; v++)
                table[v] = (byte)Math.Clamp(value(v), 0, 255);
            for (var at = channel; at < pixels.Length; at += 3)
                pixels[at] = table[image.Pixels[at]];
        }
        return image with { Pixels = pixels };
    }
}
