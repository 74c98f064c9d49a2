using System.Globalization;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>Binary numbers as decimals.</summary>
static class Number
{
    // half a unit in the last place of a float32, relative
    const decimal Float32Epsilon = 6e-8m;

    /// <summary>The decimal that the number's shortest text says; 0 below what a decimal holds.</summary>
    public static decimal Exact(double value) =>
        decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>How far a number that went through float32 may be from what it stands for.</summary>
    public static decimal Float32Error(double value) => Math.Abs(Exact(value)) * Float32Epsilon;
}
