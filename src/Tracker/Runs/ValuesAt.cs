using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Metrics;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>What metrics were at one iteration, exactly: read from the points of the runs that are shown.</summary>
static class ValuesAt
{
    /// <summary>The runs with their columns of the kind at(metric, iteration).</summary>
    public static async Task<IReadOnlyList<RunSummary>> AddAsync(
        TrackerDb db, IReadOnlyList<RunSummary> runs, IReadOnlyList<RunColumn> columns, CancellationToken cancel)
    {
        var found = await ReadAsync(db, [.. runs.Select(r => r.Id)], columns, cancel);
        return found.Count == 0 ? runs : [.. runs.Select(run => found.TryGetValue(run.Id, out var values)
            ? run with
            {
                Values = run.Values.Concat(values.Select(v => KeyValuePair.Create(v.Column.Name, JsonSerializer.SerializeToElement(v.Value, JournalJson.Options)))).ToDictionary(),
                Iterations = run.Iterations.Concat(values.Select(v => KeyValuePair.Create(v.Column.Name, ((MetricOperand)v.Column.Operand).Iteration))).ToDictionary(),
            }
            : run)];
    }

    /// <summary>By run the columns it has a number for; NaN is none.</summary>
    public static async Task<IReadOnlyDictionary<Guid, List<(RunColumn Column, double Value)>>> ReadAsync(
        TrackerDb db, IReadOnlyList<Guid> runs, IReadOnlyList<RunColumn> columns, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, List<(RunColumn, double)>>();
        foreach (var group in columns.Where(c => c.Operand is MetricOperand { Statistic: Statistic.At }).GroupBy(c => ((MetricOperand)c.Operand).Iteration))
        {
            var names = group.Select(c => ((MetricOperand)c.Operand).Name).Distinct().ToArray();
            var parts = await SeriesReader.ReadAsync(db, new(runs, names, group.Key, group.Key, null), cancel);
            foreach (var (run, column) in runs.SelectMany(_ => group, (run, column) => (run, column)))
                if (parts[(run, ((MetricOperand)column.Operand).Name)].Sorted().Values is [.., var value] && !double.IsNaN(value))
                {
                    if (!found.TryGetValue(run, out var values))
                        found.Add(run, values = []);
                    values.Add((column, value));
                }
        }
        return found;
    }
}
