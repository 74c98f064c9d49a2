using System.Text;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Ablations;

/// <summary>The ladder as text for papers and sheets.</summary>
public static class AblationExport
{
    /// <summary>A table in the style of booktabs, with the checkmarks of amssymb.</summary>
    public static string Latex(AblationTable table)
    {
        var text = new StringBuilder();
        text.AppendLine("% needs \\usepackage{booktabs} and \\usepackage{amssymb}");
        text.AppendLine($"% {AblationText.Scores(table)}");
        text.AppendLine($"% {AblationText.Tests(table)}");
        text.AppendLine("% *: told from chance by the corrected test");
        text.AppendLine($"\\begin{{tabular}}{{l{new string('c', table.Switches.Count)}{new string('c', table.Outputs.Count)}crr}}");
        text.AppendLine("\\toprule");
        text.AppendLine(TableText.LatexLine(["", .. table.Switches.Select(TableText.Latex), .. table.Outputs.Select(o => TableText.Latex(AblationText.Output(o))), "$n$", "$\\Delta$ before", "$\\Delta$ baseline"]));
        foreach (var kind in table.Rows.GroupBy(r => r.Kind))
        {
            text.AppendLine("\\midrule");
            foreach (var row in kind)
                text.AppendLine(TableText.LatexLine([
                    TableText.Latex(row.Label), .. table.Switches.Select(s => row.Switches[s] ? "\\checkmark" : ""),
                    .. row.Scores.Select(s => TableText.LatexScore(s.Score)), $"{AblationText.Chosen(table, row)?.Score.Count}", LatexDifference(AblationText.Chosen(table, row)?.Before), LatexDifference(AblationText.Chosen(table, row)?.Baseline),
                ]));
        }
        text.AppendLine("\\bottomrule");
        text.AppendLine("\\end{tabular}");
        return text.ToString();
    }

    public static string Markdown(AblationTable table)
    {
        string[] head = ["", .. table.Switches, .. table.Outputs.Select(AblationText.Output), "Δ before", "Δ baseline"];
        var text = new StringBuilder();
        text.AppendLine(TableText.Piped(head)).AppendLine(TableText.Piped(head.Select(_ => "---")));
        foreach (var row in table.Rows)
            text.AppendLine(TableText.Piped([
                row.Label, .. table.Switches.Select(s => row.Switches[s] ? "✓" : ""), .. row.Scores.Select(s => s.Score.ToString()),
                Difference(AblationText.Chosen(table, row)?.Before), Difference(AblationText.Chosen(table, row)?.Baseline),
            ]));
        return text.AppendLine().AppendLine(AblationText.Scores(table)).AppendLine(AblationText.Tests(table)).ToString();
    }

    /// <summary>Every number on its own, unrounded.</summary>
    public static string Csv(AblationTable table)
    {
        var text = new StringBuilder();
        text.AppendLine(TableText.Separated([
            "row", "kind", .. table.Switches,
            .. table.Outputs.SelectMany(o => (string[])[$"{o} mean", $"{o} deviation", $"{o} n", .. Heads(o, "before"), .. Heads(o, "baseline")]),
        ]));
        foreach (var row in table.Rows)
            text.AppendLine(TableText.Separated([
                row.Label, row.Kind.ToString(), .. table.Switches.Select(s => row.Switches[s] ? "1" : "0"),
                .. row.Scores.SelectMany(s => (string[])[TableText.Number(s.Score.Mean), TableText.Number(s.Score.Deviation), $"{s.Score.Count}", .. Cells(s.Before), .. Cells(s.Baseline)]),
            ]));
        return text.ToString();
    }

    /// <summary>Class IoU and its differences, a line a row and class.</summary>
    public static string ClassesCsv(AblationTable table)
    {
        var text = new StringBuilder(TableText.Separated(["row", "class", "iou", "deviation", "n", "difference to before", "difference to baseline"])).AppendLine();
        foreach (var row in table.Rows)
            foreach (var (name, iou) in table.ClassNames.Zip(row.Classes))
                text.AppendLine(TableText.Separated([row.Label, name, TableText.Number(iou.Iou.Mean), TableText.Number(iou.Iou.Deviation), $"{iou.Iou.Count}", TableText.Number(iou.Before?.Value), TableText.Number(iou.Baseline?.Value)]));
        return text.ToString();
    }

    static string[] Heads(string output, string to) =>
        [.. ((string[])["difference", "low", "high", "test", "p", "corrected p", "verdict"]).Select(number => $"{output} {number} to {to}")];

    static string[] Cells(MeanDifference? d) => d is null ? ["", "", "", "", "", "", ""]
        : [TableText.Number(d.Value), TableText.Number(d.Confidence?.Low), TableText.Number(d.Confidence?.High), d.Test.ToString(), TableText.Number(d.PValue), TableText.Number(d.AdjustedPValue), d.Verdict.ToString()];

    static string Difference(MeanDifference? d) => d?.Value is null ? ""
        : $"{Figures.Signed(d.Value)}{(DifferenceText.Confidence(d) is { Length: > 0 } interval ? $" ({interval})" : "")}, {DifferenceText.Verdict(d)}";

    // a star where the corrected test tells it from chance
    static string LatexDifference(MeanDifference? d) => d?.Value is null ? ""
        : $"${Figures.Signed(d.Value).Replace('−', '-').Replace("±", "\\pm ")}{(d.Verdict is DifferenceVerdict.Higher or DifferenceVerdict.Lower ? "^{*}" : "")}$";
}
