namespace Platform.Contracts.Statistics;

/// <summary>Numbers of several runs that differ in their seeds only.</summary>
/// <param name="Mean">Null where there is no number.</param>
/// <param name="Deviation">The sample standard deviation (n − 1 below the line); null for fewer than two numbers.</param>
/// <param name="Confidence">Of the mean, by Student's t; null for fewer than two numbers.</param>
public sealed record SampleSummary(double? Mean, double? Deviation, int Count, Interval? Confidence)
{
    public static SampleSummary Empty { get; } = new(null, null, 0, null);

    /// <summary>NaN counts as no number.</summary>
    /// <param name="level">Of the confidence interval.</param>
    public static SampleSummary Of(IEnumerable<double> values, double level = Students.Level)
    {
        var numbers = values.Where(double.IsFinite).ToArray();
        if (numbers.Length == 0)
            return Empty;
        var mean = numbers.Average();
        if (numbers.Length == 1)
            return new(mean, null, 1, null);
        var deviation = Math.Sqrt(numbers.Sum(v => (v - mean) * (v - mean)) / (numbers.Length - 1));
        return new(mean, deviation, numbers.Length, Students.Around(mean, deviation / Math.Sqrt(numbers.Length), numbers.Length - 1, level));
    }

    /// <summary>The square of the standard error of the mean.</summary>
    internal double SquaredError => Deviation is { } deviation ? deviation * deviation / Count : double.NaN;

    /// <summary>"71.2 ± 0.8 (3)"; one number has no deviation, none is a dash.</summary>
    public override string ToString() => Figures.Spread(this);
}
