using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;

namespace Platform.Sweeps;

/// <summary>What a tracker's sweep came to, for a terminal and for what called us.</summary>
static class SweepOutcome
{
    /// <param name="markdown">A file that gets the table too.</param>
    /// <returns>The exit code.</returns>
    public static int Show(SweepDetail detail, string? markdown = null)
    {
        var table = SweepResults.Of(detail);
        table.Print();
        foreach (var failed in detail.Cells.Where(c => c.State == SweepCellState.Failed))
            Console.Error.WriteLine($"platform: {failed.Name} failed: {failed.Error}");
        if (markdown is not null)
            File.WriteAllText(markdown, table.ToMarkdown());
        return detail.Summary.State == SweepState.Ended && detail.Cells.All(IsDone) ? 0 : 1;
    }

    // what was never begun was given up by the file: its budget is spent, or it has the cell no more
    static bool IsDone(SweepCellInfo cell) => cell.State is SweepCellState.Completed or SweepCellState.Pruned
        || cell is { State: SweepCellState.Stopped, StartedAt: null, Error: null };
}
