using System.Globalization;
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
        text.AppendLine(Line(["", .. table.Switches.Select(Escape), .. table.Outputs.Select(o => Escape(AblationText.Output(o))), "$n$", "$\\Delta$ before", "$\\Delta$ baseline"]));
        foreach (var kind in table.Rows.GroupBy(r => r.Kind))
        {
            text.AppendLine("\\midrule");
            foreach (var row in kind)
                text.AppendLine(Line([
                    Escape(row.Label), .. table.Switches.Select(s => row.Switches[s] ? "\\checkmark" : ""),
                    .. row.Scores.Select(s => LatexScore(s.Score)), $"{AblationText.Chosen(table, row)?.Score.Count}", LatexDifference(AblationText.Chosen(table, row)?.Before), LatexDifference(AblationText.Chosen(table, row)?.Baseline),
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
        text.AppendLine(Piped(head)).AppendLine(Piped(head.Select(_ => "---")));
        foreach (var row in table.Rows)
            text.AppendLine(Piped([
                row.Label, .. table.Switches.Select(s => row.Switches[s] ? "✓" : ""), .. row.Scores.Select(s => s.Score.ToString()),
                Difference(AblationText.Chosen(table, row)?.Before), Difference(AblationText.Chosen(table, row)?.Baseline),
            ]));
        return text.AppendLine().AppendLine(AblationText.Scores(table)).AppendLine(AblationText.Tests(table)).ToString();
    }

    /// <summary>Every number on its own, unrounded.</summary>
    public static string Csv(AblationTable table)
    {
        var text = new StringBuilder();
        text.AppendLine(Separated([
            "row", "kind", .. table.Switches,
            .. table.Outputs.SelectMany(o => (string[])[$"{o} mean", $"{o} deviation", $"{o} n", .. Heads(o, "before"), .. Heads(o, "baseline")]),
        ]));
        foreach (var row in table.Rows)
            text.AppendLine(Separated([
                row.Label, row.Kind.ToString(), .. table.Switches.Select(s => row.Switches[s] ? "1" : "0"),
                .. row.Scores.SelectMany(s => (string[])[Number(s.Score.Mean), Number(s.Score.Deviation), $"{s.Score.Count}", .. Cells(s.Before), .. Cells(s.Baseline)]),
            ]));
        return text.ToString();
    }

    /// <summary>Class IoU and its differences, a line a row and class.</summary>
    public static string ClassesCsv(AblationTable table)
    {
        var text = new StringBuilder(Separated(["row", "class", "iou", "deviation", "n", "difference to before", "difference to baseline"])).AppendLine();
        foreach (var row in table.Rows)
            foreach (var (name, iou) in table.ClassNames.Zip(row.Classes))
                text.AppendLine(Separated([row.Label, name, Number(iou.Iou.Mean), Number(iou.Iou.Deviation), $"{iou.Iou.Count}", Number(iou.Before?.Value), Number(iou.Baseline?.Value)]));
        return text.ToString();
    }

    static string[] Heads(string output, string to) =>
        [.. ((string[])["difference", "low", "high", "test", "p", "corrected p", "verdict"]).Select(number => $"{output} {number} to {to}")];

    static string[] Cells(MeanDifference? d) => d is null ? ["", "", "", "", "", "", ""]
        : [Number(d.Value), Number(d.Confidence?.Low), Number(d.Confidence?.High), d.Test.ToString(), Number(d.PValue), Number(d.AdjustedPValue), d.Verdict.ToString()];

    static string Difference(MeanDifference? d) => d?.Value is null ? ""
        : $"{Figures.Signed(d.Value)}{(DifferenceText.Confidence(d) is { Length: > 0 } interval ? $" ({interval})" : "")}, {DifferenceText.Verdict(d)}";

    static string LatexScore(SampleSummary score) => score.Mean is null ? "--"
        : score.Deviation is null ? $"${Figures.Of(score.Mean)}$" : $"${Figures.Of(score.Mean)} \\pm {Figures.Of(score.Deviation)}$";

    // a star where the corrected test tells it from chance
    static string LatexDifference(MeanDifference? d) => d?.Value is null ? ""
        : $"${Figures.Signed(d.Value).Replace('−', '-').Replace("±", "\\pm ")}{(d.Verdict is DifferenceVerdict.Higher or DifferenceVerdict.Lower ? "^{*}" : "")}$";

    static string Line(IEnumerable<string> cells) => string.Join(" & ", cells) + " \\\\";

    static string Piped(IEnumerable<string> cells) => "| " + string.Join(" | ", cells.Select(c => c.Replace("|", "\\|"))) + " |";

    static string Separated(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => c.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{c.Replace("\"", "\"\"")}\"" : c));

    static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '−' => "$-$",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}
