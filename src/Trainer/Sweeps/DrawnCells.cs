using Platform.Contracts.Sweeps;

namespace Platform.Trainer.Sweeps;

/// <summary>What a strategy that draws adds to the cells there are.</summary>
sealed class DrawnCells(SweepFile file, SweepExpansion expansion)
{
    /// <summary>Rows to train, and whether no other will be drawn whatever comes of them.</summary>
    public (IReadOnlyList<SweepRow> Rows, bool Finished) Next(IReadOnlyList<CellStanding> cells)
    {
        // in an order of their own, as that in which they are read is nobody's promise
        var tried = cells.GroupBy(c => string.Join('\n', file.Axes.Select(a => c.Values.GetValueOrDefault(a.Key))))
            .OrderBy(row => row.Key, StringComparer.Ordinal).Select(Tried).ToArray();
        var drawn = expansion.Drawn(tried, int.MaxValue);
        // with none open and none drawn every combination has been tried
        var finished = tried.Length + drawn.Count >= SweepDraws.Total(file, expansion.Seeds.Count) || drawn.Count == 0 && !tried.Any(t => t.Open);
        return ([.. drawn.Select(row => expansion.Row(row, expansion.Seeds)).OfType<SweepRow>()], finished);
    }

    static TriedRow Tried(IGrouping<string, CellStanding> cells)
    {
        var values = cells.OrderBy(c => c.Seed).Where(c => c.State == SweepCellState.Completed && c.Evaluations.Count > 0).Select(c => c.Evaluations[^1].Value).ToArray();
        return new(cells.First().Values, values.Length > 0 ? values.Average() : null, cells.Any(c => c.IsOpen()));
    }
}
