using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Runs.Groups;

/// <summary>
/// A page of groups as one statement. Parameters to group by are one hash a run, so that there may be any number of them: the one
/// that is kept with the run where all settings are meant. Of every column the groups' count, mean, deviation and extremes come along.
/// </summary>
sealed class RunGroupSql(SqlDialect dialect)
{
    /// <summary>What a column comes as: numbers, mean, deviation, smallest, largest, different texts, one of them: of times the latest.</summary>
    public const int ValuesOfColumn = 7;

    /// <summary>After the keys: runs on all pages, groups on all pages, the group's runs, their ids.</summary>
    public const int Counts = 4;

    readonly FilterSql _sql = new(dialect);
    readonly List<string> _selected = [];
    readonly List<string> _aggregates = [];
    readonly Dictionary<Operand, (string? Number, string? Text)> _columns = [];

    public SqlValues Values => _sql.Values;

    /// <summary>How many metrics and parameters are joined.</summary>
    public int Names => _sql.Names;

    public string Write(FilterNode? filter, GroupKeys keys, IReadOnlyList<Operand> columns, IReadOnlyList<SortTerm> sort, int skip, int take)
    {
        var groups = keys.Fields.Select(f => Select(_sql.Comparable(f.Field))).ToList();
        var by = keys.AllSettings ? [.. groups, .. FilterSql.Settings.Select(Select)] : groups.ToList();
        foreach (var column in columns)
            _aggregates.AddRange(Aggregates(column));
        var order = sort.SelectMany(Order).Append("min(CAST(matching.run_id AS text))").ToArray();
        var matching = _sql.Matching(filter, string.Concat(_selected));
        var hashes = keys.AllSettings || keys.Parameters.Count == 0 ? "" : $"""
            , hashed AS (
            SELECT p.run_id, {dialect.HashOfParameters} AS hash FROM matching JOIN run_parameters p ON p.run_id = matching.run_id
            WHERE p.key IN ({string.Join(", ", keys.Parameters.Select(_sql.Parameter))}) GROUP BY p.run_id
            )
            """;
        if (hashes.Length > 0)
            by.Add("coalesce(hash, 0)");
        return $"""
            WITH matching AS (
            {matching}
            ){hashes}
            SELECT {string.Concat(groups.Select(g => $"{g}, "))}CAST(sum(count(*)) OVER () AS bigint), count(*) OVER (), count(*), {dialect.Joined("CAST(matching.run_id AS text)")}{string.Concat(_aggregates.Select(a => $", {a}"))}
            FROM matching{(hashes.Length > 0 ? " LEFT JOIN hashed ON hashed.run_id = matching.run_id" : "")}
            GROUP BY {(by.Count > 0 ? string.Join(", ", by) : "TRUE")}
            ORDER BY {string.Join(", ", order)}
            LIMIT {_sql.Parameter(take)} OFFSET {_sql.Parameter(skip)}
            """;
    }

    string Select(string expression)
    {
        var name = $"x{_selected.Count}";
        _selected.Add($", {expression} AS {name}");
        return name;
    }

    (string? Number, string? Text) Column(Operand operand)
    {
        if (_columns.TryGetValue(operand, out var column))
            return column;
        column = operand switch
        {
            MetricOperand { Statistic: Statistic.At } => (null, null),
            ParameterOperand => (Select(_sql.Expression(operand, new NumberValue(0))), Select(dialect.Ordinal(_sql.Expression(operand, null)))),
            FieldOperand { Field: { Kind: ValueKind.Text or ValueKind.Status or ValueKind.Switch } field } => (null, Select(_sql.Comparable(field))),
            FieldOperand { Field: { Kind: ValueKind.Time } field } => (null, Select(field.Sql)),
            _ => (Select(_sql.Expression(operand, null)), null),
        };
        _columns.Add(operand, column);
        return column;
    }

    IEnumerable<string> Aggregates(Operand operand)
    {
        var (number, text) = Column(operand);
        return
        [
            .. number is null ? ["0", "NULL", "NULL", "NULL", "NULL"]
                : new[] { $"count({number})", $"avg({number})", $"stddev_samp({number})", $"min({number})", $"max({number})" },
            .. text is null ? ["0", "NULL"] : new[] { $"count(DISTINCT {text})", $"{(operand.Kind == ValueKind.Time ? "max" : "min")}({text})" },
        ];
    }

    IEnumerable<string> Order(SortTerm term)
    {
        var (number, text) = Column(term.Operand);
        var down = term.Descending ? " DESC" : "";
        if (number is not null)
            yield return $"avg({number}){down} NULLS LAST";
        if (text is not null)
            yield return $"{(term.Descending ? "max" : "min")}({text}){down} NULLS LAST";
    }
}
