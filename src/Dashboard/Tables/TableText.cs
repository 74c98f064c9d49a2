using System.Globalization;
using System.Text;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Tables;

/// <summary>Cells of tables as LaTeX, Markdown and CSV want them.</summary>
static class TableText
{
    /// <summary>A line of Markdown.</summary>
    public static string Piped(IEnumerable<string> cells) => "| " + string.Join(" | ", cells.Select(c => c.Replace("|", "\\|"))) + " |";

    /// <summary>A line of CSV.</summary>
    public static string Separated(params IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => c.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{c.Replace("\"", "\"\"")}\"" : c));

    /// <summary>Unrounded; empty where there is none.</summary>
    public static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : "";

    public static string LatexScore(SampleSummary score) => score.Mean is null ? "--"
        : score.Deviation is null ? $"${Figures.Of(score.Mean)}$" : $"${Figures.Of(score.Mean)} \\pm {Figures.Of(score.Deviation)}$";

    /// <summary>Text that LaTeX prints as it is.</summary>
    public static string Latex(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '−' => "$-$",
                '·' => "$\\cdot$",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}
