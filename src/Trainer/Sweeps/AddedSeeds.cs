using Platform.Contracts.Sweeps;
using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Sweeps;

/// <summary>The seeds that rows still lack, so that their differences are known as narrowly as the file asks.</summary>
sealed class AddedSeeds(SweepFile file, SweepExpansion expansion)
{
    readonly SeedRule _rule = file.AdaptiveSeeds!;

    /// <summary>Rows with the seeds to add, and whether no other will be added whatever comes of the cells there are.</summary>
    public (IReadOnlyList<SweepRow> Rows, bool Finished) Next(IReadOnlyList<CellStanding> cells)
    {
        var cellsOf = cells.ToLookup(c => KeyOf(c.Values));
        // rows the constraints exclude have no cells
        SweepRows[] rows = [.. SweepRows.Of(file).Where(row => cellsOf.Contains(KeyOf(row.Values)))];
        var wanted = rows.ToDictionary(row => row, row => cellsOf[KeyOf(row.Values)].Count());
        foreach (var (ours, theirs) in rows.GroupBy(BlockOf).SelectMany(block => Pairs([.. block])))
        {
            CellStanding[] mine = [.. cellsOf[KeyOf(ours.Values)]], other = [.. cellsOf[KeyOf(theirs.Values)]];
            var seeds = AdaptiveSeeds.Wanted(_rule, Ended(mine), Ended(other), Math.Max(mine.Length, other.Length));
            (wanted[ours], wanted[theirs]) = (Math.Max(wanted[ours], seeds), Math.Max(wanted[theirs], seeds));
        }
        SweepRow[] added = [.. rows.Select(row => Missing(row, wanted[row], cellsOf[KeyOf(row.Values)])).OfType<SweepRow>()];
        return (added, added.Length == 0 && !cells.Any(c => c.IsOpen()));
    }

    SweepRow? Missing(SweepRows row, int wanted, IEnumerable<CellStanding> cells)
    {
        int[] lacking = [.. SeedChoice.First(wanted).Of(expansion.Seeds).Except(cells.Select(c => c.Seed))];
        return lacking.Length == 0 ? null : expansion.Row(row, lacking);
    }

    // without a ladder that grows there is nothing "before" that differs in one thing alone
    IEnumerable<(SweepRows Ours, SweepRows Theirs)> Pairs(SweepRows[] block) => _rule.Against == "first" || file.LadderForm == LadderForm.LeaveOneOut || file.Ladder.Count == 0
        ? block.Skip(1).Select(row => (row, block[0]))
        : block.Skip(1).Select((row, i) => (row, block[i]));

    static Dictionary<int, double?> Ended(IEnumerable<CellStanding> cells) => cells.Where(c => !c.IsOpen()).DistinctBy(c => c.Seed)
        .ToDictionary(c => c.Seed, c => c.State == SweepCellState.Completed && c.Evaluations.Count > 0 ? c.Evaluations[^1].Value : (double?)null);

    // a ladder is climbed within each combination of axis values; without one all rows are compared
    string BlockOf(SweepRows row) => file.Ladder.Count == 0 ? "" : KeyOf(row.Values.Where(v => v.Key != SweepRows.StepKey));

    static string KeyOf(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join('\n', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"));
}
