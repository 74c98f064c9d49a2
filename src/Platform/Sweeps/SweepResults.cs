using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>
/// What a sweep came to, a line a row: what the row has, mean and deviation over its completed seeds; on a ladder the differences
/// of the objective to the step before and to the first, without one the best row marked.
/// </summary>
static class SweepResults
{
    /// <summary>Of a sweep trained on this machine: its CAMs and segmentations, beside the objective.</summary>
    public static TextTable Of(SweepPlan plan, IReadOnlyList<CellProgress> cells)
    {
        var (file, objective) = (plan.File, plan.File.Objective);
        SweepObjective[] shown = [.. ((SweepObjective[])[new(objective.Split, "cam"), new(objective.Split, "seg"), objective]).Distinct()];
        var of = cells.ToDictionary(c => c.Cell.Id);
        return Table(
            file.Description ?? file.Name, objective.Split, [.. SweepRows.VariedKeys(file).Select(SweepRows.Short), .. shown.Select(Head)],
            [.. plan.Rows.Select(row => (row, Cells: row.Cells.Select(c => of[c.Id]).ToArray())).Select(r => new Row(
                r.row.Label, r.row.Marks, r.Cells.Length, [.. shown.Select(column => BySeed(r.Cells.Where(IsIn), c => c.Cell.Seed, c => c.Score(column)))],
                Array.IndexOf(shown, objective)))],
            file.Ladder.Count, file.LadderForm == LadderForm.Cumulative);
    }

    /// <summary>Of a sweep of a tracker: the objective.</summary>
    public static TextTable Of(SweepDetail sweep)
    {
        string[] axes = [.. sweep.Axes.Where(key => key != SweepRows.StepKey)];
        var objective = SweepObjective.Parse(sweep.Summary.Objective) ?? SweepObjective.Default;
        // a ladder stands together within each combination, also where steps were added later
        var rows = sweep.Cells.GroupBy(c => c.Label).GroupBy(row => string.Join('\n', axes.Select(key => row.First().Values.GetValueOrDefault(key)))).SelectMany(block => block).ToArray();
        var steps = sweep.Cells.Select(c => c.Values.GetValueOrDefault(SweepRows.StepKey)).OfType<string>().Distinct().ToArray();
        return Table(
            sweep.Summary.Description ?? sweep.Summary.Name, objective.Split, [.. axes.Select(SweepRows.Short), Head(objective)],
            [.. rows.Select(row => new Row(
                row.Key, [.. axes.Select(key => row.First().Values.GetValueOrDefault(key, ""))], row.Count(),
                [BySeed(row.Where(c => c.State == SweepCellState.Completed), c => c.Seed, c => c.Value)], 0))],
            rows.Length % Math.Max(1, steps.Length) == 0 ? steps.Length : 0, !steps.Any(s => s.StartsWith(SweepRows.Without, StringComparison.Ordinal)));
    }

    static TextTable Table(string title, string split, IReadOnlyList<string> heads, IReadOnlyList<Row> rows, int steps, bool climbed)
    {
        string[] differences = steps < 2 ? [] : climbed ? ["Δ step before", "Δ first"] : ["Δ first"];
        var best = steps > 0 || rows.Count < 2 ? null : rows.MaxBy(row => SampleSummary.Of([.. row.Judged.Values]).Mean);
        var (cells, completed) = (rows.Sum(r => r.Cells), rows.Sum(r => r.Judged.Count));
        return new(
            title, ["", .. heads, .. differences],
            [.. rows.Select((row, i) => (IReadOnlyList<string>)
            [
                (row.Label.Length > 0 ? row.Label : "all") + (row == best ? " (best)" : ""), .. row.Marks,
                .. row.Scores.Select(column => SampleSummary.Of([.. column.Values]).ToString()),
                .. differences.Select((_, d) => i % steps == 0 ? "" : Difference(row, rows[d == 0 && climbed ? i - 1 : i - i % steps])),
            ])],
            $"On {split}, percent: mean ± standard deviation over seeds (how many), at each run's last evaluation, of its better network where it has two."
                + (completed == cells ? "" : $" Left out, as not completed: {cells - completed} of {cells} cells."));
    }

    // over the seeds both have: a seed that one lacks must not pass for an effect
    static string Difference(Row row, Row other) => IsSame(row, other) ? "same" : Figures.Signed(MeanDifference.BySeed(row.Judged, other.Judged).Value);

    // to the last digit, seed by seed: what the rows differ in did nothing
    static bool IsSame(Row row, Row other)
    {
        var seeds = row.Judged.Keys.Intersect(other.Judged.Keys).ToArray();
        return seeds.Length > 0 && seeds.All(s => double.IsFinite(row.Judged[s]) && row.Scores.Zip(other.Scores).All(column => column.First[s].Equals(column.Second[s])));
    }

    static Dictionary<int, double> BySeed<T>(IEnumerable<T> cells, Func<T, int> seed, Func<T, double?> score) =>
        cells.DistinctBy(seed).ToDictionary(seed, c => score(c) ?? double.NaN);

    static bool IsIn(CellProgress cell) => cell.State == CellState.Completed;

    static string Head(SweepObjective column) => column switch
    {
        { Measure: "miou", Output: "cam" } => "CAM mIoU",
        { Measure: "miou", Output: "seg" } => "Seg mIoU",
        _ => column.ToString(),
    };

    /// <param name="Cells">How many it has, completed or not.</param>
    /// <param name="Scores">A column each, by seed; not a number where a completed run has none.</param>
    sealed record Row(string Label, IReadOnlyList<string> Marks, int Cells, IReadOnlyList<IReadOnlyDictionary<int, double>> Scores, int Objective)
    {
        public IReadOnlyDictionary<int, double> Judged => Scores[Objective];
    }
}
