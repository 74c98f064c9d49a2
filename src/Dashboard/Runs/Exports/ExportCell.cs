using System.Globalization;
using System.Text.Json;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs.Exports;

/// <summary>A cell of an exported table: a text, a number with where it was reached, or a group's mean.</summary>
/// <param name="Exact">As data: every digit, times as ISO 8601.</param>
/// <param name="Shown">As the page shows it.</param>
sealed record ExportCell(string? Exact, string? Shown, double? Number = null, int? Iteration = null, GroupedValue? Group = null)
{
    public static ExportCell Of(RunSummary run, RunColumn column) => column.Kind switch
    {
        ColumnKind.Status => Plain(run.Status.ToString().ToLowerInvariant()),
        ColumnKind.Switches => Plain(string.Join(' ', run.Switches.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{(s.Value ? "+" : "-")}{s.Key}"))),
        ColumnKind.Tags => Plain(string.Join(' ', run.Tags)),
        ColumnKind.Progress => Of(run.Iteration, Format.Count(run.Iteration)),
        ColumnKind.Best => run.BestMeanIou is { } best ? Of(best, Format.Percent(best)) with { Iteration = run.BestIteration } : Nothing,
        ColumnKind.Time => column.Text switch { "started" => Time(run.StartedAt), "updated" => Time(run.UpdatedAt), _ => run.EndedAt is { } ended ? Time(ended) : Nothing },
        _ => Of(run.Values.TryGetValue(column.Text, out var value) ? value : null, run, column),
    };

    public static ExportCell Of(GroupedValue? value, RunColumn column) => value is null ? Nothing : new(value.Text, RunCell.Text(value, column), value.Mean, null, value);

    public static ExportCell Plain(string? text) => new(text, text);

    static ExportCell Nothing { get; } = new(null, null);

    static ExportCell Of(JsonElement? value, RunSummary run, RunColumn column) => value is { ValueKind: JsonValueKind.Number } number
        ? Of(number.GetDouble(), Format.Number(number.GetDouble())) with { Iteration = RunCell.Iteration(run, column) }
        : column.Kind == ColumnKind.Number && double.TryParse(RunCell.Text(run, column)?.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var whole)
            ? Of(whole, RunCell.Text(run, column)!) : Plain(RunCell.Text(run, column));

    static ExportCell Of(double number, string shown) => new(number.ToString("R", CultureInfo.InvariantCulture), shown, number);

    static ExportCell Time(DateTimeOffset at) => new(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), Format.Exact(at));
}
