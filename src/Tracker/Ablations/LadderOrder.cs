namespace Platform.Tracker.Ablations;

/// <summary>
/// Combinations of switches as a ladder: the longest row of them in which each has what the one before it has and more, by as
/// few switches at once as can be; of several such the one of most runs, then the one that turns switches on in their order.
/// </summary>
/// <param name="Steps">At least one where there is any combination.</param>
/// <param name="LeaveOneOut">The last step without one of its switches, where that is no step itself.</param>
sealed record LadderOrder(IReadOnlyList<Combination> Steps, IReadOnlyList<Combination> LeaveOneOut, IReadOnlyList<Combination> Others)
{
    public static LadderOrder Of(IReadOnlyCollection<Combination> combinations)
    {
        var steps = Longest([.. combinations.OrderBy(c => c.Count)]);
        if (steps.Count == 0)
            return new([], [], []);
        var full = steps[^1];
        var without = combinations.Where(c => c.IsBelow(full) && c.Count == full.Count - 1).ToArray();
        // one of several that each lack something else is no step: nothing leads up to it by one switch
        if (without.Length > 1 && steps.Count > 1 && without.Contains(steps[^2]) && (steps.Count == 2 || steps[^2].Count - steps[^3].Count > 1))
            steps.RemoveAt(steps.Count - 2);
        var leaveOneOut = without.Except(steps).OrderBy(c => full.Beyond(c).First()).ToArray();
        return new(steps, leaveOneOut, [.. combinations.Except(steps).Except(leaveOneOut).OrderBy(c => c.Count).ThenBy(Places, s_places)]);
    }

    static List<Combination> Longest(Combination[] fewestFirst)
    {
        var ending = new Chain[fewestFirst.Length];
        for (var i = 0; i < fewestFirst.Length; i++)
        {
            ending[i] = new([fewestFirst[i]], 0, fewestFirst[i].Runs, []);
            for (var j = 0; j < i; j++)
                if (fewestFirst[j].IsBelow(fewestFirst[i]) && ending[j].Then(fewestFirst[i]) is var longer && longer.IsBetterThan(ending[i]))
                    ending[i] = longer;
        }
        return ending.Length == 0 ? [] : ending.Aggregate((best, next) => next.IsBetterThan(best) ? next : best).Steps;
    }

    static readonly Comparer<int[]> s_places = Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    static int[] Places(Combination c) => [.. Enumerable.Range(0, c.On.Count).Where(i => c.On[i])];

    /// <param name="Jumps">Switches turned on beyond one a step.</param>
    /// <param name="Added">Places of the switches, in the order in which they are turned on.</param>
    sealed record Chain(List<Combination> Steps, int Jumps, int Runs, int[] Added)
    {
        public Chain Then(Combination next)
        {
            int[] added = [.. next.Beyond(Steps[^1])];
            return new([.. Steps, next], Jumps + added.Length - 1, Runs + next.Runs, [.. Added, .. added]);
        }

        public bool IsBetterThan(Chain other) => Order(other) > 0;

        int Order(Chain other) =>
            Steps.Count != other.Steps.Count ? Steps.Count.CompareTo(other.Steps.Count)
            : Jumps != other.Jumps ? other.Jumps.CompareTo(Jumps)
            : Runs != other.Runs ? Runs.CompareTo(other.Runs)
            : other.Added.AsSpan().SequenceCompareTo(Added);
    }
}
