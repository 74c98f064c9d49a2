using System.Globalization;
using System.Text.Json;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>What a cell says, as text.</summary>
static class RunCell
{
    /// <summary>Null where the run has no such value.</summary>
    public static string? Text(RunSummary run, RunColumn column) => column.Text switch
    {
        "method" => run.Method,
        "backbone" => run.Backbone,
        "dataset" => run.Dataset,
        "experiment" => run.Experiment,
        "project" => run.Project,
        "phase" => run.Phase,
        "seed" => run.Seed.ToString(CultureInfo.InvariantCulture),
        "attempt" => run.Attempt.ToString(CultureInfo.InvariantCulture),
        "iterations" => Format.Count(run.TotalIterations),
        _ => run.Values.TryGetValue(column.Text, out var value) ? Written(value) : null,
    };

    /// <summary>Where a metric was that, for the numbers that may be anywhere.</summary>
    public static int? Iteration(RunSummary run, RunColumn column) =>
        column.Part is "best" or "min" or "max" && run.Iterations.TryGetValue(column.Text, out var iteration) ? iteration : null;

    /// <summary>Mean, sample deviation and count of numbers; of texts the one there is, or how many.</summary>
    public static string? Text(GroupedValue? value, RunColumn column) => value switch
    {
        null => null,
        { Texts: 1, Text: { } text } when value.Count == 0 || column.Kind == ColumnKind.Parameter => text,
        { Count: > 0, Mean: { } mean } => Mean(mean, value, column),
        { Texts: > 1 } => $"{value.Texts} values",
        _ => null,
    };

    // Of a mean no more digits than its deviation leaves certain: two of the deviation's.
    static string Mean(double mean, GroupedValue value, RunColumn column)
    {
        if (column.Kind == ColumnKind.Progress)
            return $"{Format.Percent(100 * mean)} %";
        if (value.Deviation is not { } deviation)
            return column.Kind == ColumnKind.Best ? Format.Percent(mean) : Format.Number(mean);
        if (deviation == 0 || !double.IsFinite(deviation) || Math.Abs(mean) is >= 1e6 or < 1e-4)
            return $"{Format.Number(mean)} ± {Format.Number(deviation)}";
        var digits = Digits(Math.Clamp(1 - (int)Math.Floor(Math.Log10(deviation)), 0, 4));
        return $"{mean.ToString(digits, CultureInfo.InvariantCulture)} ± {deviation.ToString(digits, CultureInfo.InvariantCulture)}";
    }

    static string Digits(int decimals) => decimals == 0 ? "#,0" : "#,0." + new string('0', decimals);

    static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Format.Number(value.GetDouble()),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "on",
        JsonValueKind.False => "off",
        _ => value.GetRawText(),
    };
}
