namespace Platform.Contracts.Statistics;

/// <summary>A difference in words, as a caption or a cell says it.</summary>
public static class DifferenceText
{
    /// <summary>The interval: "−1.2 to +3.4"; empty where there is none.</summary>
    public static string Confidence(MeanDifference difference, int decimals = 1) => difference.Confidence is { } interval
        ? $"{Figures.Signed(interval.Low, decimals)} to {Figures.Signed(interval.High, decimals)}"
        : "";

    /// <summary>What may be claimed, in a few words.</summary>
    public static string Verdict(MeanDifference difference) => difference.Verdict switch
    {
        DifferenceVerdict.NoData => "nothing to compare",
        DifferenceVerdict.TooFewRuns => $"{Groups(difference)}: too few to claim anything",
        DifferenceVerdict.NoSpread => $"{Groups(difference)} without any spread: no test",
        DifferenceVerdict.Identical => $"no effect: the same in every evaluation of {Groups(difference)}",
        DifferenceVerdict.NotShown => "not told from chance",
        DifferenceVerdict.Higher => "higher",
        _ => "lower",
    };

    /// <summary>The test and its p value: "paired by seed, 3 pairs, p = 0.041, 0.120 corrected for 5 comparisons".</summary>
    public static string Test(MeanDifference difference) => string.Join(", ",
        [
            difference.Test == DifferenceTest.PairedBySeed ? "paired by seed" : "Welch's t",
            Groups(difference),
            .. difference.LeftOut > 0 ? [$"{difference.LeftOut} left out for want of a partner"] : Array.Empty<string>(),
            .. difference.PValue is { } p ? [P(p)] : Array.Empty<string>(),
            .. difference is { Comparisons: > 1, AdjustedPValue: { } adjusted }
                ? [$"{P(adjusted)} corrected for {difference.Comparisons} comparisons"] : Array.Empty<string>(),
        ]);

    static string Groups(MeanDifference difference) => difference.Test == DifferenceTest.PairedBySeed
        ? difference.OurCount == 1 ? "1 pair" : $"{difference.OurCount} pairs"
        : $"{difference.OurCount} and {difference.TheirCount} runs";

    /// <summary>"p = 0.041", "p &lt; 0.001".</summary>
    public static string P(double p) => p < 0.001 ? "p < 0.001" : $"p = {Figures.Probability(p)}";
}
