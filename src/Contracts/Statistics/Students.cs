using MathNet.Numerics.Distributions;

namespace Platform.Contracts.Statistics;

/// <summary>Student's t distribution, as intervals and tests need it.</summary>
public static class Students
{
    /// <summary>The level of every confidence interval that is shown, unless it says another.</summary>
    public const double Level = 0.95;

    /// <summary>The interval of the level around an estimate with a standard error.</summary>
    public static Interval Around(double estimate, double error, double freedom, double level = Level)
    {
        var half = StudentT.InvCDF(0, 1, freedom, (1 + level) / 2) * error;
        return new(estimate - half, estimate + half);
    }

    /// <summary>The probability of |T| ≥ |t|, both tails.</summary>
    public static double TwoSided(double t, double freedom) => Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)));
}
