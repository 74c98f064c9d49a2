namespace Platform.Tracker.Ablations;

/// <summary>Runs that have the same switches on.</summary>
/// <param name="On">One a switch, in a fixed order.</param>
/// <param name="Runs">How many there are; of two ladders as long the one of more runs is shown.</param>
sealed record Combination(IReadOnlyList<bool> On, int Runs)
{
    public int Count { get; } = On.Count(on => on);

    /// <summary>Whether the other has all of these on, and others.</summary>
    public bool IsBelow(Combination other) => Count < other.Count && Enumerable.Range(0, On.Count).All(i => !On[i] || other.On[i]);

    /// <summary>Places of what this has on and the other has not.</summary>
    public IEnumerable<int> Beyond(Combination other) => Enumerable.Range(0, On.Count).Where(i => On[i] && !other.On[i]);
}
