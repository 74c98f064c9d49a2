namespace Platform.Trainer.Data.Shapes;

/// <summary>Random values on a grid, joined smoothly: 0 to 1 at every point of the plane, the same for the same seed.</summary>
sealed class SmoothNoise(uint seed)
{
    public double At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (across, down) = (Ease(x - left), Ease(y - top));
        var upper = Lerp(Corner(left, top), Corner(left + 1, top), across);
        var lower = Lerp(Corner(left, top + 1), Corner(left + 1, top + 1), across);
        return Lerp(upper, lower, down);
    }

    double Corner(int x, int y)
    {
        var h = seed + (uint)x * 0x9E3779B1 + (uint)y * 0x85EBCA77;
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return (h ^ (h >> 15)) / (double)uint.MaxValue;
    }

    static double Ease(double t) => t * t * (3 - 2 * t);

    static double Lerp(double a, double b, double t) => a + (b - a) * t;
}
