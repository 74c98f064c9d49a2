using System.Text;

namespace Platform.Dashboard.Runs.Exports;

/// <summary>A tabular with the rules of booktabs.</summary>
sealed class LatexWriter(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<RunColumn> columns, bool grouped) : TableWriter(output, names, columns, grouped)
{
    // a run's id means nothing in a paper
    int Named => Grouped ? Names.Count : 1;

    public override Task BeginAsync() => Output.WriteAsync(
        $$"""
        % \usepackage{booktabs}
        \begin{tabular}{{{new string('l', Named)}}{{string.Concat(Columns.Select(c => c.IsNumber || c.Kind == ColumnKind.Progress ? 'r' : 'l'))}}}
        \toprule
        {{string.Join(" & ", Names.Take(Named).Select(Escaped).Concat(Columns.Select(c => Escaped(Heading(c)))))}} \\
        \midrule

        """);

    public override Task RowAsync(IReadOnlyList<string?> row, IReadOnlyList<ExportCell> cells) =>
        Output.WriteAsync(string.Join(" & ", row.Take(Named).Select(Escaped).Concat(cells.Select(Cell))) + " \\\\\n");

    public override Task EndAsync() => Output.WriteAsync("\\bottomrule\n\\end{tabular}\n");

    static string Cell(ExportCell cell) => cell switch
    {
        { Shown: null } => "--",
        { Group: { Count: > 0, Deviation: not null } group } when cell.Shown.Contains('±', StringComparison.Ordinal) =>
            $"${Escaped(cell.Shown).Replace("±", "\\pm", StringComparison.Ordinal)}$ ({group.Count})",
        { Group.Count: > 0 } => $"{Escaped(cell.Shown)} ({cell.Group.Count})",
        _ => Escaped(cell.Shown),
    };

    static string Escaped(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text ?? "--")
            escaped.Append(letter switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + letter,
                '–' => "--",
                _ => letter.ToString(),
            });
        return escaped.ToString();
    }
}
