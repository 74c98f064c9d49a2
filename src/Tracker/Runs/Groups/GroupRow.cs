using System.Data.Common;
using System.Globalization;
using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Runs.Groups;

/// <summary>A row of <see cref="RunGroupSql"/>.</summary>
sealed class GroupRow
{
    readonly Dictionary<string, string> _keys = [];
    readonly Dictionary<string, GroupedValue> _values = [];

    public required int AllRuns { get; init; }
    public required int AllGroups { get; init; }
    public required int Count { get; init; }

    /// <summary>The newest first, as their ids begin with the time.</summary>
    public required IReadOnlyList<Guid> Runs { get; init; }

    public static GroupRow Read(DbDataReader reader, SqlDialect dialect, GroupKeys keys, IReadOnlyList<RunColumn> columns)
    {
        var at = keys.Fields.Count;
        var row = new GroupRow
        {
            AllRuns = (int)reader.GetInt64(at),
            AllGroups = (int)reader.GetInt64(at + 1),
            Count = (int)reader.GetInt64(at + 2),
            Runs = [.. reader.GetString(at + 3).Split(',').OrderDescending(StringComparer.OrdinalIgnoreCase).Select(Guid.Parse)],
        };
        for (var i = 0; i < keys.Fields.Count; i++)
            if (!reader.IsDBNull(i))
                row._keys.Add(keys.Fields[i].Field.Name, Written(reader.GetValue(i), keys.Fields[i].Kind, dialect));
        at += RunGroupSql.Counts;
        foreach (var column in columns)
        {
            if (ReadValue(reader, at, column.Operand.Kind, dialect) is { } value)
                row._values.Add(column.Name, value);
            at += RunGroupSql.ValuesOfColumn;
        }
        return row;
    }

    /// <summary>A parameter that all of its runs share.</summary>
    public void Add(RunParameter parameter) => _keys[parameter.Key] = parameter.NumberValue?.ToString("R", CultureInfo.InvariantCulture) ?? parameter.TextValue;

    /// <summary>Values that were read one by one.</summary>
    public void Add(IEnumerable<(RunColumn Column, double Value)> values)
    {
        foreach (var column in values.GroupBy(v => v.Column, v => v.Value))
        {
            var deviation = column.Aggregate(default(Deviation), (d, v) => d.With(v));
            _values[column.Key.Name] = new() { Count = deviation.Count, Mean = deviation.Mean, Deviation = deviation.Sample, Min = column.Min(), Max = column.Max() };
        }
    }

    public RunGroup Group() => new() { Keys = _keys, Count = Count, Runs = [.. Runs.Take(RunGroup.MostListed)], Values = _values };

    static GroupedValue? ReadValue(DbDataReader reader, int at, ValueKind kind, SqlDialect dialect)
    {
        var (count, texts) = (reader.GetInt64(at), reader.GetInt64(at + 5));
        if (count == 0 && texts == 0)
            return null;
        double? Number(int offset) => reader.IsDBNull(at + offset) ? null : Convert.ToDouble(reader.GetValue(at + offset), CultureInfo.InvariantCulture);
        return new()
        {
            Count = (int)count, Mean = Number(1), Deviation = Number(2), Min = Number(3), Max = Number(4),
            Texts = (int)texts, Text = texts == 1 || kind == ValueKind.Time ? Written(reader.GetValue(at + 6), kind, dialect) : null,
        };
    }

    static string Written(object value, ValueKind kind, SqlDialect dialect) => kind switch
    {
        ValueKind.Time => dialect.ReadTime(value).ToString("O", CultureInfo.InvariantCulture),
        ValueKind.Switch when value is not string => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0 ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
