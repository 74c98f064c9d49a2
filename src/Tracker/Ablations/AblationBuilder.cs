using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Tracker.Ablations;

/// <summary>The numbers of the rows.</summary>
/// <param name="output">The one class effects are of.</param>
sealed class AblationBuilder(AblationPlan plan, IReadOnlyList<PlannedRow> rows, string? output, ClassScores classes)
{
    readonly PlannedRow? _baseline = rows.FirstOrDefault(r => r.Kind == AblationRowKind.Step);

    public IReadOnlyList<AblationRow> Rows()
    {
        var scores = plan.Outputs.Select(Scores).ToArray();
        return [.. rows.Select((row, i) => new AblationRow
        {
            Label = row.Label,
            Kind = row.Kind,
            Switches = plan.Varying.Select((name, at) => (name, row.Combination.On[at])).ToDictionary(s => s.name, s => s.Item2),
            Before = row.Before?.Label,
            Scores = [.. scores.Select(s => s[i])],
            Classes = [.. Enumerable.Range(0, classes.Names.Count).Select(at => Class(row, at))],
            Runs = [.. row.Runs.Select(Run)],
        })];
    }

    /// <summary>One output's column, its p values corrected for all comparisons of that column.</summary>
    AblationScore[] Scores(string name)
    {
        var pairs = rows.SelectMany(row => new[] { (row, Other: row.Before), (row, Other: Baseline(row)) }).Where(p => p.Other is not null).Distinct().ToArray();
        var tested = SeveralComparisons.Holm([.. pairs.Select(p => Difference(p.row, p.Other!, name))]);
        MeanDifference? Found(PlannedRow row, PlannedRow? other) => other is null ? null : tested[Array.IndexOf(pairs, (row, other))];
        return [.. rows.Select(row => new AblationScore(name, SampleSummary.Of(BySeed(row, name).Values), Found(row, row.Before), Found(row, Baseline(row))))];
    }

    static MeanDifference Difference(PlannedRow row, PlannedRow other, string name)
    {
        var difference = MeanDifference.BySeed(BySeed(row, name), BySeed(other, name));
        return difference.Test == DifferenceTest.PairedBySeed && row.WentLike(other) ? difference with { Verdict = DifferenceVerdict.Identical } : difference;
    }

    PlannedRow? Baseline(PlannedRow row) => row == _baseline ? null : _baseline;

    static Dictionary<int, double> BySeed(PlannedRow row, string name) =>
        row.Runs.Where(r => r.Scores.ContainsKey(name)).ToDictionary(r => r.Seed, r => r.Scores[name].MeanIou);

    AblationClass Class(PlannedRow row, int place) => new(
        SampleSummary.Of(ClassBySeed(row, place).Values), Effect(row, row.Before, place), Effect(row, Baseline(row), place));

    ClassEffect? Effect(PlannedRow row, PlannedRow? other, int place)
    {
        if (other is null)
            return null;
        var (ours, theirs) = (ClassBySeed(row, place), ClassBySeed(other, place));
        var difference = MeanDifference.BySeed(ours, theirs);
        var sameSign = difference.Test == DifferenceTest.PairedBySeed
            ? ours.Keys.Count(seed => theirs.ContainsKey(seed) && Math.Sign(ours[seed] - theirs[seed]) == Math.Sign(difference.Value ?? 0)) : (int?)null;
        return new(difference.Value, Math.Min(difference.OurCount, difference.TheirCount), sameSign);
    }

    Dictionary<int, double> ClassBySeed(PlannedRow row, int place) => row.Runs
        .Select(r => (r.Seed, Iou: classes.Of(r.Id, place))).Where(r => r.Iou is not null).ToDictionary(r => r.Seed, r => r.Iou!.Value);

    AblationRun Run(ScoredRun run) => new(
        run.Id, run.Summary.Name, run.Seed, (output is not null && run.Scores.TryGetValue(output, out var score) ? score : run.Scores.Values.First()).Iteration,
        run.Scores.ToDictionary(s => s.Key, s => s.Value.MeanIou));
}
