namespace Platform.Trainer.Data.Images;

/// <summary>
/// An affine map of the plane, source to target: x' = Xx x + Xy y + X0, y' = Yx x + Yy y + Y0, applied as OpenCV does (warpAffine):
/// target pixels look up their source at a 32nd of a pixel, cubic for images and nearest for masks; what lies outside has a fill.
/// </summary>
readonly record struct AffineWarp(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    const int PositionBits = 10;
    const int FractionBits = 5;

    /// <summary>Sheared about the centre; single precision where the published code has it.</summary>
    public static AffineWarp Shear(float x, float y, int width, int height) => new(1, x, -x * width / 2, y, 1, -y * height / 2);

    /// <summary>Turned about the centre, counter-clockwise.</summary>
    public static AffineWarp Rotation(double degrees, int width, int height)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (cx, cy) = (width / 2.0, height / 2.0);
        return new(cos, sin, (1 - cos) * cx - sin * cy, -sin, cos, sin * cx + (1 - cos) * cy);
    }

    public RgbImage Cubic(RgbImage image, ReadOnlySpan<byte> fill)
    {
        var (width, height) = (image.Width, image.Height);
        var pixels = new byte[image.Pixels.Length];
        var inverse = Inverse();
        Span<double> across = stackalloc double[4];
        Span<double> down = stackalloc double[4];
        const int Steps = 1 << FractionBits;
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = inverse.At(i % width, i / width, PositionBits - FractionBits);
            CubicKernel.Weights((double)(x & (Steps - 1)) / Steps, across);
            CubicKernel.Weights((double)(y & (Steps - 1)) / Steps, down);
            var (left, top) = ((x >> FractionBits) - 1, (y >> FractionBits) - 1);
            for (var c = 0; c < 3; c++)
            {
                var sum = 0.0;
                for (var row = 0; row < 4; row++)
                    for (var column = 0; column < 4; column++)
                    {
                        var (sx, sy) = (left + column, top + row);
                        var inside = sx >= 0 && sx < width && sy >= 0 && sy < height;
                        sum += down[row] * across[column] * (inside ? image.Pixels[(sy * width + sx) * 3 + c] : fill[c]);
                    }
                pixels[i * 3 + c] = CubicKernel.ToByte(sum);
            }
        }
        return image with { Pixels = pixels };
    }

    public LabelMask Nearest(LabelMask mask, byte fill)
    {
        var (width, height) = (mask.Width, mask.Height);
        var pixels = new byte[mask.Pixels.Length];
        var inverse = Inverse();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = inverse.At(i % width, i / width, PositionBits);
            pixels[i] = x >= 0 && x < width && y >= 0 && y < height ? mask.Pixels[y * width + x] : fill;
        }
        return mask with { Pixels = pixels };
    }

    AffineWarp Inverse()
    {
        var scale = 1 / (Xx * Yy - Xy * Yx);
        var (a, b, c, d) = (Yy * scale, -Xy * scale, -Yx * scale, Xx * scale);
        return new(a, b, -a * X0 - b * Y0, c, d, -c * X0 - d * Y0);
    }

    // fixed point of ten bits, rounded to what is left after the shift
    (int X, int Y) At(int x, int y, int shift)
    {
        const int Unit = 1 << PositionBits;
        var half = 1 << (shift - 1);
        return (
            (Round((Xy * y + X0) * Unit) + half + Round(Xx * x * Unit)) >> shift,
            (Round((Yy * y + Y0) * Unit) + half + Round(Yx * x * Unit)) >> shift);
    }

    static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
