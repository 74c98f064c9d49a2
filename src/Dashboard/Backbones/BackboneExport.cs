using System.Globalization;
using System.Text;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Backbones;

/// <summary>The matrix as text for papers and sheets.</summary>
public static class BackboneExport
{
    /// <summary>In the style of booktabs; cells of other schedules are grey and numbered, and explained below.</summary>
    public static string Latex(BackboneTable table)
    {
        var text = new StringBuilder();
        text.AppendLine("% needs \\usepackage{booktabs} and \\usepackage{xcolor}").AppendLine($"% {BackboneText.Scores(table)}").AppendLine($"% {BackboneText.Reference(table)}");
        text.AppendLine($"\\begin{{tabular}}{{l{new string('c', table.Backbones.Count)}}}").AppendLine("\\toprule");
        text.AppendLine(TableText.LatexLine(["", .. table.Backbones.Select(TableText.Latex)])).AppendLine("\\midrule");
        var reasons = new List<string>();
        foreach (var row in table.Rows)
            text.AppendLine(TableText.LatexLine([TableText.Latex(BackboneText.Method(row)), .. row.Cells.Select(cell => LatexCell(cell, reasons))]));
        text.AppendLine("\\bottomrule").AppendLine("\\end{tabular}");
        foreach (var (reason, i) in reasons.Select((r, i) => (r, i)))
            text.AppendLine($"% {i + 1}: {reason}");
        return text.ToString();
    }

    public static string Markdown(BackboneTable table)
    {
        var text = new StringBuilder();
        text.AppendLine(TableText.Piped(["", .. table.Backbones])).AppendLine(TableText.Piped([.. Enumerable.Repeat("---", table.Backbones.Count + 1)]));
        foreach (var row in table.Rows)
            text.AppendLine(TableText.Piped([BackboneText.Method(row), .. row.Cells.Select(MarkdownCell)]));
        return text.AppendLine().AppendLine(BackboneText.Scores(table)).AppendLine(BackboneText.Reference(table)).ToString();
    }

    /// <summary>A line a cell, with its costs, unrounded.</summary>
    public static string Csv(BackboneTable table)
    {
        var text = new StringBuilder(TableText.Separated([
            "method", "variant", "backbone", "mean", "deviation", "n", "matched", "mismatch", "seconds", "iterations per second", "memory bytes", "gpu memory bytes", "devices", "interrupted runs",
        ])).AppendLine();
        foreach (var row in table.Rows)
            foreach (var (backbone, cell) in table.Backbones.Zip(row.Cells))
                if (cell is not null)
                    text.AppendLine(TableText.Separated([
                        row.Method, row.Variant ?? "", backbone, TableText.Number(cell.Score.Mean), TableText.Number(cell.Score.Deviation), $"{cell.Score.Count}",
                        cell.Mismatch.Count == 0 ? "1" : "0", string.Join("; ", cell.Mismatch), TableText.Number(cell.Cost.Seconds.Mean), TableText.Number(cell.Cost.IterationsPerSecond.Mean),
                        TableText.Number(cell.Cost.MemoryBytes), TableText.Number(cell.Cost.GpuMemoryBytes), string.Join(' ', cell.Cost.Devices),
                        cell.Cost.Interrupted.ToString(CultureInfo.InvariantCulture),
                    ]));
        return text.ToString();
    }

    static string LatexCell(BackboneCell? cell, List<string> reasons)
    {
        if (cell is null)
            return "--";
        var score = TableText.LatexScore(cell.Score);
        if (cell.Mismatch.Count == 0)
            return score;
        reasons.Add(string.Join("; ", cell.Mismatch));
        return $"\\textcolor{{gray}}{{{score}}}$^{{{reasons.Count}}}$";
    }

    static string MarkdownCell(BackboneCell? cell) => cell is null ? "–"
        : cell.Mismatch.Count == 0 ? cell.Score.ToString() : $"({cell.Score}: {string.Join("; ", cell.Mismatch)})";
}
