using System.Globalization;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Decimal rounding to so many digits after the point; a negative number of digits rounds to tens, hundreds, thousands.</summary>
static class Rounding
{
    public static decimal HalfUp(decimal value, int decimals) => Round(value, decimals, MidpointRounding.AwayFromZero);

    public static decimal HalfEven(decimal value, int decimals) => Round(value, decimals, MidpointRounding.ToEven);

    public static decimal CutOff(decimal value, int decimals) => Round(value, decimals, MidpointRounding.ToZero);

    /// <summary>One unit of the last digit.</summary>
    public static decimal Unit(int decimals)
    {
        var unit = 1m;
        for (var i = 0; i < Math.Abs(decimals); i++)
            unit = decimals < 0 ? unit * 10 : unit / 10;
        return unit;
    }

    /// <summary>A number for people: no trailing zeros beyond need, at most so many decimals.</summary>
    public static string Show(decimal value, int decimals = 6) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("0.############################", CultureInfo.InvariantCulture);

    static decimal Round(decimal value, int decimals, MidpointRounding rule)
    {
        if (decimals >= 0)
            return Math.Round(value, Math.Min(decimals, 28), rule);
        var unit = Unit(decimals);
        return Math.Round(value / unit, 0, rule) * unit;
    }
}
