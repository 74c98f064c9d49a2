namespace Platform.Contracts.Statistics;

/// <summary>Which evaluation of a run stands for it.</summary>
public enum ScoreSelection
{
    /// <summary>The last one, as a rule stated before training.</summary>
    Last,

    /// <summary>The highest: chosen on the split it is reported on, so it flatters.</summary>
    Best,
}
