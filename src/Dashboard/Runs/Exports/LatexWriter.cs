using Platform.Contracts.Statistics;

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
        {{TableText.LatexLine(Names.Take(Named).Concat(Columns.Select(Heading)).Select(TableText.Latex))}}
        \midrule

        """);

    public override Task RowAsync(IReadOnlyList<string?> row, IReadOnlyList<ExportCell> cells) =>
        Output.WriteAsync(TableText.LatexLine(row.Take(Named).Select(TableText.Latex).Concat(cells.Select(Cell))) + "\n");

    public override Task EndAsync() => Output.WriteAsync("\\bottomrule\n\\end{tabular}\n");

    static string Cell(ExportCell cell) => cell switch
    {
        { Shown: null } => TableText.Latex(null),
        { Group: { Count: > 0, Deviation: not null } group } when cell.Shown.Contains('±', StringComparison.Ordinal) =>
            $"${TableText.Latex(cell.Shown).Replace("±", "\\pm", StringComparison.Ordinal)}$ ({group.Count})",
        { Group.Count: > 0 } => $"{TableText.Latex(cell.Shown)} ({cell.Group.Count})",
        _ => TableText.Latex(cell.Shown),
    };
}
