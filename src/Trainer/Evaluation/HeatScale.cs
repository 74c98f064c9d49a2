namespace Platform.Trainer.Evaluation;

/// <summary>
/// 256 colours from deep violet over teal to yellow whose lightness grows evenly, so that equal steps of a map look equal,
/// in grey and to the colour-blind too. Computed in OKLCh (Ottosson 2020): lightness and hue linear, chroma what sRGB can show.
/// </summary>
static class HeatScale
{
    static readonly (byte R, byte G, byte B)[] s_colours = [.. Enumerable.Range(0, 256).Select(level => Colour(level / 255.0))];

    public static (byte R, byte G, byte B) At(byte level) => s_colours[level];

    static (byte, byte, byte) Colour(double t)
    {
        var lightness = 0.27 + 0.65 * t;
        var hue = (300 - 195 * t) * Math.PI / 180; // violet 300°, yellow 105°
        var chroma = 0.11 + 0.06 * t * t;
        var (a, b) = (chroma * Math.Cos(hue), chroma * Math.Sin(hue));

        // OKLab to linear sRGB
        var l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return (
            Byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            Byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            Byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    static double Cube(double v) => v * v * v;

    static byte Byte(double linear)
    {
        var v = Math.Clamp(linear, 0, 1);
        return (byte)Math.Round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055));
    }
}
