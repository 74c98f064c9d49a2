namespace Platform.Trainer.Data.Shapes;

/// <summary>The colour of a patch at a point relative to its centre, in the object's own units.</summary>
delegate Colour Pattern(double x, double y);

/// <summary>The patches of the six classes: two strong colours each, in periods of about a fifth of the body.</summary>
static class Patterns
{
    const double Period = 0.26;

    static readonly Colour s_dark = new(0.10, 0.09, 0.10);
    static readonly Colour s_white = new(0.96, 0.95, 0.93);

    public static Colour Stripes(double x, double y) => Odd(x) ? s_dark : new(0.97, 0.80, 0.10);

    public static Colour Checks(double x, double y) => Odd(x) ^ Odd(y) ? s_white : new(0.80, 0.10, 0.12);

    public static Colour Dots(double x, double y)
    {
        var (dx, dy) = (Math.IEEERemainder(x, Period), Math.IEEERemainder(y, Period));
        return dx * dx + dy * dy < Period * Period * 0.12 ? s_white : new(0.08, 0.12, 0.55);
    }

    public static Colour Rings(double x, double y) => Odd(Math.Sqrt(x * x + y * y)) ? s_dark : new(0.95, 0.45, 0.08);

    public static Colour Quarters(double x, double y) => x > 0 ^ y > 0 ? new(0.10, 0.75, 0.25) : s_dark;

    public static Colour Zigzag(double x, double y) =>
        Odd(y + 0.6 * Math.Abs(Math.IEEERemainder(x, Period))) ? new(0.85, 0.10, 0.60) : s_white;

    static bool Odd(double v) => ((int)Math.Floor(v / (Period / 2)) & 1) != 0;
}
