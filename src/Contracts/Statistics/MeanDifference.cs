namespace Platform.Contracts.Statistics;

/// <summary>The difference of the means of two groups of runs, and what may be claimed of it.</summary>
public sealed record MeanDifference
{
    /// <summary>Of two numbers a deviation says next to nothing: below this nothing is claimed.</summary>
    public const int FewestRuns = 3;

    /// <summary>The probability of claiming a difference where there is none.</summary>
    public const double Alpha = 0.05;

    const double Rounding = 1e-9;      // a spread below this share of the difference is what floating point left of none

    public required DifferenceTest Test { get; init; }

    /// <summary>Ours less theirs; null where a group is empty. Of a paired test the mean over the pairs alone.</summary>
    public double? Value { get; init; }

    /// <summary>Runs of ours that were used; the number of pairs where the test is paired.</summary>
    public required int OurCount { get; init; }

    /// <inheritdoc cref="OurCount"/>
    public required int TheirCount { get; init; }

    /// <summary>Runs of either group whose seed the other lacks, unused by a paired test.</summary>
    public int LeftOut { get; init; }

    /// <summary>Of the difference, at <see cref="Students.Level"/>; null where it cannot be had.</summary>
    public Interval? Confidence { get; init; }

    /// <summary>Two-sided, of this comparison alone; null where nothing may be claimed.</summary>
    public double? PValue { get; init; }

    /// <summary>After Holm's correction over <see cref="Comparisons"/>; null where there is no <see cref="PValue"/>.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>How many comparisons the correction was over.</summary>
    public int Comparisons { get; init; } = 1;

    public required DifferenceVerdict Verdict { get; init; }

    /// <summary>Paired where both groups ran the same seeds, or all seeds of the smaller one, or three at least; otherwise Welch's.</summary>
    /// <param name="ours">A number a seed.</param>
    /// <param name="theirs">A number a seed.</param>
    public static MeanDifference BySeed(IReadOnlyDictionary<int, double> ours, IReadOnlyDictionary<int, double> theirs)
    {
        var (mine, other) = (Numbers(ours), Numbers(theirs));
        var shared = mine.Keys.Where(other.ContainsKey).ToArray();
        return shared.Length > 0 && (shared.Length >= FewestRuns || shared.Length == Math.Min(mine.Count, other.Count))
            ? Paired([.. shared.Select(seed => mine[seed] - other[seed])]) with { LeftOut = mine.Count + other.Count - 2 * shared.Length }
            : Welch([.. mine.Values], [.. other.Values]);
    }

    /// <summary>Student's t on the differences of pairs.</summary>
    public static MeanDifference Paired(IReadOnlyCollection<double> differences)
    {
        var summary = SampleSummary.Of(differences);
        return Claim(DifferenceTest.PairedBySeed, summary.Mean, summary.SquaredError, summary.Count - 1, summary.Count, summary.Count);
    }

    /// <summary>Welch's t, with the degrees of freedom of Welch and Satterthwaite.</summary>
    public static MeanDifference Welch(IReadOnlyCollection<double> ours, IReadOnlyCollection<double> theirs)
    {
        var (mine, other) = (SampleSummary.Of(ours), SampleSummary.Of(theirs));
        var (a, b) = (mine.SquaredError, other.SquaredError);
        var freedom = (a + b) * (a + b) / (a * a / (mine.Count - 1) + b * b / (other.Count - 1));
        return Claim(DifferenceTest.Welch, mine.Mean - other.Mean, a + b, freedom, mine.Count, other.Count);
    }

    static MeanDifference Claim(DifferenceTest test, double? value, double squaredError, double freedom, int ours, int theirs)
    {
        var bare = new MeanDifference { Test = test, Value = value, OurCount = ours, TheirCount = theirs, Verdict = DifferenceVerdict.NoData };
        if (value is not { } difference)
            return bare;
        var few = Math.Min(ours, theirs) < FewestRuns;
        var error = Math.Sqrt(squaredError);
        if (!(error > Rounding * Math.Abs(difference)))
            return bare with { Verdict = few ? DifferenceVerdict.TooFewRuns : DifferenceVerdict.NoSpread };
        var known = bare with { Confidence = Students.Around(difference, error, freedom) };
        if (few)
            return known with { Verdict = DifferenceVerdict.TooFewRuns };
        var p = Students.TwoSided(difference / error, freedom);
        return known with { PValue = p, AdjustedPValue = p, Verdict = Judge(p, difference) };
    }

    /// <summary>The same comparison as one of several.</summary>
    internal MeanDifference Among(int comparisons, double adjusted) =>
        this with { AdjustedPValue = adjusted, Comparisons = comparisons, Verdict = Judge(adjusted, Value!.Value) };

    static DifferenceVerdict Judge(double p, double difference) =>
        p > Alpha ? DifferenceVerdict.NotShown : difference > 0 ? DifferenceVerdict.Higher : DifferenceVerdict.Lower;

    static Dictionary<int, double> Numbers(IReadOnlyDictionary<int, double> values) =>
        values.Where(v => double.IsFinite(v.Value)).ToDictionary();
}
