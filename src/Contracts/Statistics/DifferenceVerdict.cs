namespace Platform.Contracts.Statistics;

/// <summary>What may be claimed of a difference.</summary>
public enum DifferenceVerdict
{
    /// <summary>A group is empty.</summary>
    NoData,

    /// <summary>Fewer than <see cref="MeanDifference.FewestRuns"/> runs a group, or pairs: nothing may be claimed.</summary>
    TooFewRuns,

    /// <summary>The numbers do not vary at all, so a test has nothing to measure the difference with.</summary>
    NoSpread,

    /// <summary>Not only the means are the same but the mIoU of every evaluation in each pair of runs: what the groups differ in has no effect.</summary>
    Identical,

    /// <summary>The test does not tell it from chance; that is no proof of there being none.</summary>
    NotShown,

    Higher,
    Lower,
}
