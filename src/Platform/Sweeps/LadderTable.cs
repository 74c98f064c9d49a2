using Platform.Contracts.Statistics;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>
/// What a sweep came to, a line a row of its plan: what the row has, mean and deviation over its completed seeds, and on a ladder
/// the difference to the step before and to the first.
/// </summary>
static class LadderTable
{
    public static TextTable Of(SweepPlan plan, IReadOnlyList<CellProgress> cells)
    {
        var objective = plan.File.Objective;
        string[] outputs = [.. ((string[])["cam", "seg", objective.Output]).Distinct()];
        var rows = plan.Rows.Select(row => row.Cells.Select(cell => cells.First(c => c.Cell.Id == cell.Id)).ToArray()).ToArray();
        var steps = plan.File.Ladder.Count;
        var best = steps > 0 ? null : Best(rows, objective);
        return new(
            Title(plan),
            ["", .. SweepRows.VariedKeys(plan.File).Select(SweepRows.Short), .. outputs.Select(Shown), .. steps > 1 ? (string[])["Δ step before", "Δ first"] : []],
            [.. plan.Rows.Select((row, i) => (IReadOnlyList<string>)
            [
                Label(row) + (rows[i] == best ? " (best)" : ""), .. row.Marks,
                .. outputs.Select(output => SampleSummary.Of(Scores(rows[i], objective.Split, output)).ToString()),
                .. steps > 1 ? Differences(rows, i, steps, objective) : [],
            ])],
            Caption(objective, rows));
    }

    static string Title(SweepPlan plan) => plan.File.Description ?? plan.File.Name;

    static string Caption(SweepObjective objective, CellProgress[][] rows)
    {
        var cells = rows.SelectMany(r => r).Distinct().ToArray();
        var open = cells.Count(c => c.State != CellState.Completed);
        return $"mIoU on {objective.Split}, percent: mean ± standard deviation over seeds (how many), at each run's last evaluation, of its "
            + $"better network where it has two.{(open == 0 ? "" : $" Left out, as not completed: {open} of {cells.Length} cells.")}";
    }

    static string[] Differences(CellProgress[][] rows, int row, int steps, SweepObjective objective) => row % steps == 0
        ? ["", ""]
        : [Difference(rows[row], rows[row - 1], objective), Difference(rows[row], rows[row - row % steps], objective)];

    // over the seeds both have: a seed that one lacks must not pass for an effect
    static string Difference(CellProgress[] row, CellProgress[] other, SweepObjective objective) =>
        Figures.Signed(MeanDifference.BySeed(BySeed(row, objective), BySeed(other, objective)).Value);

    static Dictionary<int, double> BySeed(CellProgress[] row, SweepObjective objective) =>
        row.Where(IsIn).ToDictionary(c => c.Cell.Seed, c => c.Score(objective) ?? double.NaN);

    static CellProgress[]? Best(CellProgress[][] rows, SweepObjective objective) =>
        rows.Length < 2 ? null : rows.MaxBy(row => SampleSummary.Of(Scores(row, objective.Split, objective.Output)).Mean);

    static double[] Scores(CellProgress[] row, string split, string output) =>
        [.. row.Where(IsIn).Select(c => c.Score(split, output)).OfType<double>()];

    static bool IsIn(CellProgress cell) => cell.State == CellState.Completed;

    static string Shown(string output) => output switch
    {
        "cam" => "CAM",
        "seg" => "Seg",
        _ => output,
    };

    static string Label(SweepRow row) => row.Label.Length > 0 ? row.Label : "all";
}
