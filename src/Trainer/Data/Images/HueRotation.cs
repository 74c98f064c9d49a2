namespace Platform.Trainer.Data.Images;

/// <summary>
/// Hue moved around the circle as torchvision does it on a Pillow image, equal to the byte: to Pillow's HSV, all three in 0 … 255, and
/// back (libImaging/Convert.c). Single precision where theirs is. <see cref="HsvShift"/> has OpenCV's conversions, which differ.
/// </summary>
static class HueRotation
{
    /// <param name="turn">Part of the circle, -0.5 to 0.5.</param>
    public static RgbImage Apply(RgbImage image, double turn)
    {
        var steps = (byte)(int)(turn * 255); // a negative one wraps around, as in the published code
        var pixels = new byte[image.Pixels.Length];
        for (var at = 0; at < pixels.Length; at += 3)
        {
            var (h, s, v) = FromRgb(image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
            (pixels[at], pixels[at + 1], pixels[at + 2]) = ToRgb((byte)(h + steps), s, v);
        }
        return image with { Pixels = pixels };
    }

    static (byte H, byte S, byte V) FromRgb(byte r, byte g, byte b)
    {
        var max = Math.Max(r, Math.Max(g, b));
        float range = max - Math.Min(r, Math.Min(g, b));
        if (range == 0)
            return (0, 0, max);
        var (fromRed, fromGreen, fromBlue) = ((max - r) / range, (max - g) / range, (max - b) / range);
        var sector = r == max ? fromBlue - fromGreen
            : g == max ? (float)(2.0 + fromRed - fromBlue)
            : (float)(4.0 + fromGreen - fromRed);
        var hue = (float)((sector / 6.0 + 1.0) % 1.0);
        return ((byte)(hue * 255.0), (byte)(range / max * 255.0), max);
    }

    static (byte R, byte G, byte B) ToRgb(byte h, byte s, byte v)
    {
        if (s == 0)
            return (v, v, v);
        var sector = (int)(h * 6.0 / 255.0);
        var part = (float)(h * 6.0 / 255.0 - sector);
        var share = (float)(s / 255.0);
        var low = Rounded(v * (1.0 - share));
        var falling = Rounded(v * (1.0 - share * part));
        var rising = Rounded(v * (1.0 - share * (1.0 - part)));
        return (sector % 6) switch
        {
            0 => (v, rising, low),
            1 => (falling, v, low),
            2 => (low, v, rising),
            3 => (low, falling, v),
            4 => (rising, low, v),
            _ => (v, low, falling),
        };
    }

    static byte Rounded(double value) => (byte)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);
}
