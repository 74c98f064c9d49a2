namespace Platform.Contracts.Sweeps;

/// <summary>
/// What sweep files mean, for those who do not know configurations and methods. Both answers are functions of what is given
/// alone: several trackers may ask at once and get the same.
/// </summary>
public interface ISweepPlanner
{
    /// <summary>The sweep with its first cells, or all that is wrong with the text.</summary>
    /// <param name="yaml">A sweep file as docs/sweeps.md has it.</param>
    /// <param name="source">What faults call it: "FILE:LINE: what".</param>
    SweepDraft Plan(string yaml, string source);

    /// <summary>What its strategy makes of how the cells stand. Asked for as long as the sweep runs.</summary>
    /// <param name="yaml">A text <see cref="Plan"/> found no fault with.</param>
    SweepDecision Decide(string yaml, SweepProgress progress);
}
