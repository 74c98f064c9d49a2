namespace Platform.Dashboard.SingleRun;

/// <summary>A line through places that grow in x.</summary>
static class Line
{
    /// <summary>The y at an x; beyond the ends the first and the last stretch go on. NaN where there is no place.</summary>
    public static double At<TX, TY>(IReadOnlyList<TX> xs, IReadOnlyList<TY> ys, double x) where TX : IConvertible where TY : IConvertible
    {
        if (xs.Count < 2)
            return xs.Count == 0 ? double.NaN : Number(ys[0]);
        var (low, high) = (0, xs.Count - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Number(xs[middle]) <= x)
                low = middle;
            else
                high = middle;
        }
        var (x0, x1, y0, y1) = (Number(xs[low]), Number(xs[high]), Number(ys[low]), Number(ys[high]));
        return x1 == x0 ? y1 : y0 + (x - x0) / (x1 - x0) * (y1 - y0);
    }

    static double Number<T>(T value) where T : IConvertible => value.ToDouble(null);
}
