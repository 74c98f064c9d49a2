using Platform.Contracts.Api;

namespace Platform.Tracker.Ablations;

/// <summary>Which runs make which row of the table.</summary>
sealed class AblationPlan
{
    readonly Exclusions _excluded = new();

    AblationPlan(ScoredRuns scored, string? settings, IReadOnlyList<RunSettings> all)
    {
        Settings = all;
        Chosen = all.FirstOrDefault(s => s.Id == settings) ?? all.FirstOrDefault();
        if (Chosen is null)
            return;
        foreach (var other in all.Where(s => s != Chosen))
            foreach (var run in other.Runs)
                _excluded.Add(other.DifferenceTo(Chosen), run);
        var completed = _excluded.Sift(Chosen.Runs, Exclusions.NotCompleted);
        var evaluated = _excluded.Sift(completed, run => run.Scores.Count > 0 ? null : "not evaluated on this split, or not by this network");
        Outputs = OutputOrder.Sorted(evaluated.SelectMany(r => r.Scores.Keys));
        var comparable = Outputs.Aggregate(evaluated, _excluded.OneProtocol);
        Names = [.. comparable.SelectMany(r => r.Summary.Switches.Keys).Distinct()];
        Varying = [.. Names.Where(name => comparable.Select(r => r.IsOn(name)).Distinct().Count() > 1)];
        Runs = _excluded.OneASeed(comparable, Key);
        Notes = [.. AblationNotes.Of(this, scored, settings)];
    }

    public IReadOnlyList<RunSettings> Settings { get; }
    public RunSettings? Chosen { get; }
    public IReadOnlyList<string> Outputs { get; } = [];

    /// <summary>All switches of the runs that are in.</summary>
    public IReadOnlyList<string> Names { get; } = [];

    /// <summary>Those that are not the same in all.</summary>
    public IReadOnlyList<string> Varying { get; } = [];

    /// <summary>Those that are in.</summary>
    public IReadOnlyList<ScoredRun> Runs { get; } = [];

    public IReadOnlyList<string> Notes { get; } = [];
    public IReadOnlyList<ExcludedRuns> Excluded => _excluded.All;

    public static AblationPlan Of(ScoredRuns scored, string? settings) => new(scored, settings, RunSettings.Of(scored.Runs));

    /// <summary>The rows in the order of the table.</summary>
    public IReadOnlyList<PlannedRow> Rows()
    {
        var runs = Runs.GroupBy(Key).ToDictionary(g => new Combination([.. g.Key.Select(c => c == '1')], g.Count()), g => g.OrderBy(r => r.Seed).ToArray());
        var order = LadderOrder.Of(runs.Keys);
        PlannedRow Row(Combination combination, AblationRowKind kind, PlannedRow? before, string label) =>
            new(label, kind, combination, before, runs[combination]);
        var steps = new List<PlannedRow>();
        foreach (var step in order.Steps)
            steps.Add(steps.Count == 0
                ? Row(step, AblationRowKind.Step, null, order.Steps.Count == 1 && step.Count > 0 ? "all" : "baseline")
                : Row(step, AblationRowKind.Step, steps[^1], string.Join(' ', step.Beyond(steps[^1].Combination).Select(at => "+" + Varying[at]))));
        return
        [
            .. steps,
            .. order.LeaveOneOut.Select(left => Row(left, AblationRowKind.LeaveOneOut, steps[^1],
                string.Join(' ', order.Steps[^1].Beyond(left).Select(at => "−" + Varying[at])))),
            .. order.Others.Select(other => Row(other, AblationRowKind.Other, null, other.Count == 0
                ? "none of them" : string.Join(" + ", Enumerable.Range(0, Varying.Count).Where(i => other.On[i]).Select(i => Varying[i])))),
        ];
    }

    string Key(ScoredRun run) => string.Concat(Varying.Select(name => run.IsOn(name) ? '1' : '0'));
}

/// <summary>A row before its numbers.</summary>
/// <param name="Before">The row it is compared with beside the baseline.</param>
sealed record PlannedRow(string Label, AblationRowKind Kind, Combination Combination, PlannedRow? Before, IReadOnlyList<ScoredRun> Runs)
{
    /// <summary>Whether the runs of the same seeds have the same mIoU in every evaluation, so that what the rows differ in did nothing.</summary>
    public bool WentLike(PlannedRow other)
    {
        var pairs = Runs.Join(other.Runs, r => r.Seed, r => r.Seed, (ours, theirs) => (ours, theirs)).ToArray();
        return pairs.Length > 0 && pairs.All(p => p.ours.Course.Value is { } course && course == p.theirs.Course.Value);
    }
}
