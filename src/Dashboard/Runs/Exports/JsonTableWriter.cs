using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.Journal;

namespace Platform.Dashboard.Runs.Exports;

/// <summary>A list with one object a row; of a group a column is an object with mean, std and n.</summary>
sealed class JsonTableWriter(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<RunColumn> columns, bool grouped) : TableWriter(output, names, columns, grouped)
{
    bool _any;

    public override Task BeginAsync() => Output.WriteAsync("[");

    public override Task RowAsync(IReadOnlyList<string?> row, IReadOnlyList<ExportCell> cells)
    {
        var written = new JsonObject();
        foreach (var (name, value) in Names.Zip(row))
            written[name] = value;
        foreach (var (column, cell) in Columns.Zip(cells))
        {
            written[column.Text] = Value(cell);
            if (cell.Iteration is { } iteration)
                written[$"{column.Text} iteration"] = iteration;
        }
        var before = _any ? ",\n" : "\n";
        _any = true;
        return Output.WriteAsync(before + written.ToJsonString(JournalJson.Options));
    }

    public override Task EndAsync() => Output.WriteAsync("\n]\n");

    static JsonNode? Value(ExportCell cell) => cell switch
    {
        { Group: { Count: > 0 } group } => new JsonObject { ["mean"] = Number(group.Mean), ["std"] = Number(group.Deviation), ["n"] = group.Count, ["min"] = Number(group.Min), ["max"] = Number(group.Max) },
        { Group: { } group } => group.Texts == 1 ? group.Text : new JsonObject { ["values"] = group.Texts },
        { Number: { } number } => Number(number),
        _ => cell.Exact,
    };

    // what JSON has no number for goes by its name
    static JsonNode? Number(double? number) => number is { } n ? JsonSerializer.SerializeToNode(n, JournalJson.Options) : null;
}
