namespace Platform.Contracts.Statistics;

/// <summary>Holm's correction: among many comparisons without any effect some look like one.</summary>
public static class SeveralComparisons
{
    /// <summary>The comparisons with their p values corrected for all of those that have one, in the order given.</summary>
    public static IReadOnlyList<MeanDifference> Holm(IReadOnlyList<MeanDifference> comparisons)
    {
        var adjusted = Holm([.. comparisons.Select(c => c.PValue).OfType<double>()]);
        var next = 0;
        return [.. comparisons.Select(c => c.PValue is null ? c : c.Among(adjusted.Count, adjusted[next++]))];
    }

    /// <summary>The least level at which Holm's step-down procedure rejects each, in the order given.</summary>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var (least, rank) = (0.0, 0);
        foreach (var i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
            adjusted[i] = least = Math.Max(least, Math.Min(1, (pValues.Count - rank++) * pValues[i]));
        return adjusted;
    }
}
