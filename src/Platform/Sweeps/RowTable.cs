using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Contracts.Sweeps;

namespace Platform.Sweeps;

/// <summary>What a sweep of a tracker came to, a line a row: mean and deviation over its completed seeds, and the difference to the first row.</summary>
static class RowTable
{
    public static TextTable Of(SweepDetail detail)
    {
        var rows = detail.Cells.GroupBy(c => c.Label).Select(g => (Label: g.Key, Cells: g.ToArray())).ToArray();
        var open = detail.Cells.Count(c => c.State != SweepCellState.Completed);
        var first = BySeed(rows[0].Cells);
        return new(
            detail.Summary.Description ?? detail.Summary.Name,
            ["", "completed", detail.Summary.Objective, .. rows.Length > 1 ? (string[])["Δ first"] : []],
            [.. rows.Select((row, i) => (IReadOnlyList<string>)
            [
                row.Label.Length > 0 ? row.Label : "all", $"{row.Cells.Count(IsIn)}/{row.Cells.Length}",
                SampleSummary.Of([.. BySeed(row.Cells).Values]).ToString(),
                .. rows.Length > 1 ? (string[])[i == 0 ? "" : Figures.Signed(MeanDifference.BySeed(BySeed(row.Cells), first).Value)] : [],
            ])],
            $"{detail.Summary.Objective}, percent: mean ± standard deviation over seeds (how many), at each run's last evaluation, of its better network where it has two."
                + (open == 0 ? "" : $" Left out, as not completed: {open} of {detail.Cells.Count} cells."));
    }

    static Dictionary<int, double> BySeed(IEnumerable<SweepCellInfo> cells) =>
        cells.Where(c => IsIn(c) && c.Value is not null).GroupBy(c => c.Seed).ToDictionary(g => g.Key, g => g.First().Value!.Value);

    static bool IsIn(SweepCellInfo cell) => cell.State == SweepCellState.Completed;
}
