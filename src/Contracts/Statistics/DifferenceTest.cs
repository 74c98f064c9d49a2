namespace Platform.Contracts.Statistics;

/// <summary>How two groups of runs were compared.</summary>
public enum DifferenceTest
{
    /// <summary>Student's t on the differences of runs of the same seed.</summary>
    PairedBySeed,

    /// <summary>Welch's t: the groups are independent, their spreads may differ.</summary>
    Welch,
}
