using System.Globalization;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Runs.Exports;

/// <summary>RFC 4180; a best value's iteration and a group's deviation and count are columns of their own.</summary>
sealed class CsvWriter(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<RunColumn> columns, bool grouped) : TableWriter(output, names, columns, grouped)
{
    public override Task BeginAsync() => LineAsync([.. Names, .. Columns.SelectMany(Headings)]);

    public override Task RowAsync(IReadOnlyList<string?> row, IReadOnlyList<ExportCell> cells) => LineAsync([.. row, .. Columns.Zip(cells).SelectMany(c => Values(c.First, c.Second))]);

    IEnumerable<string> Headings(RunColumn column) => Grouped && HasMean(column) ? [column.Text, $"{column.Text} std", $"{column.Text} n"]
        : !Grouped && HasIteration(column) ? [column.Text, $"{column.Text} iteration"] : [column.Text];

    IEnumerable<string?> Values(RunColumn column, ExportCell cell) =>
        Grouped && HasMean(column) ? [Exact(cell.Number), Exact(cell.Group?.Deviation), cell.Group?.Count.ToString(CultureInfo.InvariantCulture) ?? "0"]
        : !Grouped && HasIteration(column) ? [cell.Exact, cell.Iteration?.ToString(CultureInfo.InvariantCulture)]
        : [Grouped ? cell.Shown : cell.Exact];

    static bool HasMean(RunColumn column) => column.IsNumber || column.Kind == ColumnKind.Progress;

    static bool HasIteration(RunColumn column) => column.Kind == ColumnKind.Best || column.Part is "best" or "min" or "max";

    static string? Exact(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    Task LineAsync(IReadOnlyList<string?> values) => Output.WriteAsync(TableText.Separated(values) + "\r\n");
}
