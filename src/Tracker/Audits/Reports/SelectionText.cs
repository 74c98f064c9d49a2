using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.SelectionBias;

namespace Platform.Tracker.Audits.Reports;

/// <summary>A selection report to read.</summary>
static class SelectionText
{
    public static IEnumerable<string> Lines(SelectionReport report)
    {
        foreach (var group in report.Groups)
        {
            yield return group.Name;
            yield return $"  launched {group.Launched}, completed {group.Completed}, failed {group.Failed}, stopped {group.Stopped}; seeds {string.Join(", ", group.Seeds)}"
                + (group.ReportedSeeds is { } seeds ? $"; reported {(seeds.Count == 0 ? "none" : string.Join(", ", seeds))}" : "");
            foreach (var warning in group.Warnings)
                yield return $"  note: {warning}";
        }
        foreach (var row in report.Rows)
        {
            yield return $"{row.Evidence}: {row.Series}{(row.Split is { } split ? $" on {split}" : "")}: {row.Evaluations} evaluations, "
                + $"last {Rounding.Show(row.Last.Value, 3)} ({row.Last.Place}), best {Rounding.Show(row.Best.Value, 3)} ({row.Best.Place})";
            foreach (var warning in row.Warnings)
                yield return $"  note: {warning}";
        }
    }
}
