namespace Platform.Trainer.Data.Images;

/// <summary>Hue (0 to 180), saturation and value of every pixel moved by whole steps, with OpenCV's 8-bit conversions.</summary>
static class HsvShift
{
    const int Bits = 12;

    public static RgbImage Apply(RgbImage image, int hue, int saturation, int value)
    {
        var pixels = new byte[image.Pixels.Length];
        for (var at = 0; at < pixels.Length; at += 3)
        {
            var (h, s, v) = FromRgb(image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]);
            h = ((h + hue) % 180 + 180) % 180;
            ToRgb(h, Math.Clamp(s + saturation, 0, 255), Math.Clamp(v + value, 0, 255), pixels.AsSpan(at, 3));
        }
        return image with { Pixels = pixels };
    }

    static (int H, int S, int V) FromRgb(int r, int g, int b)
    {
        var v = Math.Max(r, Math.Max(g, b));
        var range = v - Math.Min(r, Math.Min(g, b));
        if (range == 0)
            return (0, 0, v);
        var s = (range * Divided(255.0, v) + (1 << (Bits - 1))) >> Bits;
        var sector = v == r ? g - b : v == g ? b - r + 2 * range : r - g + 4 * range;
        var h = (sector * Divided(180.0 / 6, range) + (1 << (Bits - 1))) >> Bits;
        return (h < 0 ? h + 180 : h, s, v);
    }

    static int Divided(double value, int by) => (int)Math.Round(value * (1 << Bits) / by, MidpointRounding.ToEven);

    static void ToRgb(int hue, int saturation, int value, Span<byte> rgb)
    {
        var (h, s, v) = (hue * (6f / 180), saturation * (1 / 255f), value * (1 / 255f));
        var sector = (int)h;
        var part = h - sector;
        var (low, falling, rising) = (v * (1 - s), v * (1 - s * part), v * (1 - s * (1 - part)));
        var (r, g, b) = (sector % 6) switch
        {
            0 => (v, rising, low),
            1 => (falling, v, low),
            2 => (low, v, rising),
            3 => (low, falling, v),
            4 => (rising, low, v),
            _ => (v, low, falling),
        };
        (rgb[0], rgb[1], rgb[2]) = (CubicKernel.ToByte(r * 255), CubicKernel.ToByte(g * 255), CubicKernel.ToByte(b * 255));
    }
}
