using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Runs.Exports;

/// <summary>A table of GitHub's kind.</summary>
sealed class MarkdownWriter(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<RunColumn> columns, bool grouped) : TableWriter(output, names, columns, grouped)
{
    int Named => Grouped ? Names.Count : 1;

    public override async Task BeginAsync()
    {
        await LineAsync([.. Names.Take(Named), .. Columns.Select(Heading)]);
        await Output.WriteAsync("|" + string.Concat(Enumerable.Repeat(" --- |", Named)) + string.Concat(Columns.Select(c => c.IsNumber || c.Kind == ColumnKind.Progress ? " ---: |" : " --- |")) + "\n");
    }

    public override Task RowAsync(IReadOnlyList<string?> row, IReadOnlyList<ExportCell> cells) => LineAsync([.. row.Take(Named), .. cells.Select(Cell)]);

    static string? Cell(ExportCell cell) => cell.Group is { Count: > 0 } group && cell.Shown is not null ? $"{cell.Shown} ({group.Count})" : cell.Shown;

    Task LineAsync(IReadOnlyList<string?> values) => Output.WriteAsync(TableText.Piped(values) + "\n");
}
