namespace Platform.Trainer.Data.Shapes;

/// <summary>Whether a point in an object's own coordinates (its body is about the unit disc, y points down) is inside.</summary>
delegate bool Outline(double x, double y);

/// <summary>The bodies of the six classes, and the curves of their thin parts.</summary>
static class Outlines
{
    public static bool Ball(double x, double y) => x * x + y * y < 0.85 * 0.85;

    public static bool Box(double x, double y)
    {
        var (dx, dy) = (Math.Max(Math.Abs(x) - 0.62, 0), Math.Max(Math.Abs(y) - 0.62, 0));
        return dx * dx + dy * dy < 0.15 * 0.15; // rounded corners
    }

    public static bool Tent(double x, double y) => y < 0.7 && y > -0.85 && Math.Abs(x) < 0.95 * (y + 0.85) / 1.55;

    /// <summary>Where two discs overlap.</summary>
    public static bool Leaf(double x, double y)
    {
        var (above, below) = (y + 0.75, y - 0.75);
        return x * x + above * above < 1.25 * 1.25 && x * x + below * below < 1.25 * 1.25;
    }

    public static bool Kite(double x, double y) =>
        y < -0.2 ? Math.Abs(x) < 0.72 * (y + 1) / 0.8 : Math.Abs(x) < 0.72 * (1 - y) / 1.2;

    public static bool Cup(double x, double y) => Math.Abs(y) < 0.75 && Math.Abs(x) < 0.66 - 0.24 * y;

    /// <summary>A band around a straight line from (x0,y0) to (x1,y1).</summary>
    public static bool NearLine(double x, double y, double x0, double y0, double x1, double y1, double halfWidth)
    {
        var (dx, dy) = (x1 - x0, y1 - y0);
        var along = Math.Clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
        var (ex, ey) = (x - x0 - along * dx, y - y0 - along * dy);
        return ex * ex + ey * ey < halfWidth * halfWidth;
    }

    /// <summary>A band around a circle.</summary>
    public static bool NearCircle(double x, double y, double centreX, double centreY, double radius, double halfWidth) =>
        Math.Abs(Math.Sqrt((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)) - radius) < halfWidth;

    /// <summary>A tail that swings as it goes down from the body.</summary>
    public static bool NearTail(double x, double y, double halfWidth) =>
        y is > 0.9 and < 1.75 && Math.Abs(x - 0.18 * Math.Sin((y - 0.9) * 7)) < halfWidth * 1.3;
}
