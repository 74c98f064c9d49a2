using System.Globalization;
using System.Text;

namespace Platform.Contracts.Statistics;

/// <summary>Cells of tables as LaTeX, Markdown and CSV want them.</summary>
public static class TableText
{
    /// <summary>A line of Markdown.</summary>
    public static string Piped(IEnumerable<string?> cells) => $"| {string.Join(" | ", cells.Select(Markdown))} |";

    /// <summary>A cell of Markdown; a dash where there is none.</summary>
    public static string Markdown(string? text) =>
        (text ?? "–").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>A line of CSV (RFC 4180), without its end.</summary>
    public static string Separated(params IEnumerable<string?> cells) =>
        string.Join(',', cells.Select(c => c.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{c!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c));

    /// <summary>A line of LaTeX.</summary>
    public static string LatexLine(IEnumerable<string> cells) => string.Join(" & ", cells) + " \\\\";

    /// <summary>Unrounded; empty where there is none.</summary>
    public static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : "";

    public static string LatexScore(SampleSummary score) => score.Mean is null ? "--"
        : score.Deviation is null ? $"${Figures.Of(score.Mean)}$" : $"${Figures.Of(score.Mean)} \\pm {Figures.Of(score.Deviation)}$";

    /// <summary>Text that LaTeX prints as it is, on one line; a dash where there is none.</summary>
    public static string Latex(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text ?? "–")
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '–' => "--",
                '−' => "$-$",
                '·' => "$\\cdot$",
                '\n' => " ",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}
