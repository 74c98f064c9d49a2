using Platform.Tracker.Metrics;

namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// Turns filters, sorts and columns into SQL over <c>runs r</c>. Values only ever become parameters. What a condition or a sort
/// names of metrics and parameters is joined once each by its primary key, so that a statement costs one look-up a run and name,
/// however the conditions are nested.
/// </summary>
sealed class FilterSql(SqlDialect dialect)
{
    /// <summary>SQLite joins at most 64 tables.</summary>
    public const int MostNames = 40;

    /// <summary>Equal where runs have the same settings; one whose hash is missing, as an older tracker stored it, is like no other.</summary>
    public static readonly IReadOnlyList<string> Settings = ["r.settings_hash", "CASE WHEN r.settings_hash IS NULL THEN r.id END"];

    readonly Dictionary<(string Table, string Name), string> _aliases = [];
    readonly List<string> _joins = [];

    public SqlValues Values { get; } = new();

    public string Joins => string.Concat(_joins);

    public int Names => _aliases.Count;

    public string Parameter(object value) => Values.Add(value);

    /// <summary>The runs that match, with what is selected of them; once everything else that joins is written.</summary>
    public string Matching(FilterNode? filter, string selected)
    {
        var condition = filter is null ? "TRUE" : Condition(filter);
        return $"SELECT r.id AS run_id{selected} FROM runs r\n{Joins}WHERE r.started_at IS NOT NULL AND {condition}";
    }

    /// <summary>A condition; unknown counts as false, which only a negation has to say.</summary>
    public string Condition(FilterNode node) => node switch
    {
        AllOf all => $"({string.Join(" AND ", all.Parts.Select(Condition))})",
        AnyOf any => $"({string.Join(" OR ", any.Parts.Select(Condition))})",
        Not not => $"(({Condition(not.Part)}) IS NOT TRUE)",
        Compared { Operand.Kind: ValueKind.Tag } tag => TagCondition(t => Compare(t, tag.Comparison, tag.Value)),
        Compared compared => Compare(Expression(compared.Operand, compared.Value), compared.Comparison, compared.Value),
        OneOf { Operand.Kind: ValueKind.Tag } tag => TagCondition(t => In(t, tag.Values)),
        OneOf one => $"({string.Join(" OR ", one.Values.GroupBy(v => v.GetType()).Select(g => In(Expression(one.Operand, g.First()), [.. g])))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, null),
    };

    /// <summary>What a term is ordered by: one column, or number and text where runs differ in that.</summary>
    public IEnumerable<SortKey> Keys(SortTerm term)
    {
        if (term.Operand is ParameterOperand parameter)
        {
            var alias = Alias("run_parameters", "key", parameter.Key);
            return [new($"{alias}.number_value", SortKeyKind.Number, term.Descending),
                new(dialect.Ordinal($"{alias}.text_value"), SortKeyKind.Text, term.Descending)];
        }
        var sql = Expression(term.Operand, null);
        return
        [
            term.Operand.Kind switch
            {
                ValueKind.Text or ValueKind.Status => new(dialect.Ordinal(sql), SortKeyKind.Text, term.Descending),
                ValueKind.Time => new(sql, SortKeyKind.Time, term.Descending),
                ValueKind.Switch => new($"CASE WHEN {sql} THEN 1 ELSE 0 END", SortKeyKind.Number, term.Descending),
                _ => new SortKey(sql, SortKeyKind.Number, term.Descending),
            },
        ];
    }

    /// <summary>A column's value, looked up for the runs of a page only. A parameter comes as its number, and its text in a second; a metric's number, and its iteration.</summary>
    public IReadOnlyList<string> Column(Operand operand) => operand switch
    {
        MetricOperand { Statistic: Statistic.At } => [], // read from the points, after the page
        MetricOperand metric => [.. new[] { ColumnOf(metric), IterationOf(metric) }.Select(column =>
            $"(SELECT c.{column} FROM metric_totals c WHERE c.run_id = r.id AND c.name = {Parameter(metric.Name)})")],
        ParameterOperand { Key: var key } =>
        [
            $"(SELECT c.number_value FROM run_parameters c WHERE c.run_id = r.id AND c.key = {Parameter(key)})",
            $"(SELECT c.text_value FROM run_parameters c WHERE c.run_id = r.id AND c.key = {Parameter(key)})",
        ],
        _ => [((FieldOperand)operand).Field.Sql],
    };

    /// <summary>What stands for the operand in a statement: of a parameter its number where that is compared, else its text.</summary>
    public string Expression(Operand operand, FilterValue? against) => operand switch
    {
        FieldOperand field => field.Field.Sql,
        ParameterOperand parameter => Alias("run_parameters", "key", parameter.Key) + (against is NumberValue ? ".number_value" : ".text_value"),
        MetricOperand metric => $"{Alias("metric_totals", "name", metric.Name)}.{ColumnOf(metric)}",
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, null),
    };

    /// <summary>A field in a form of which there is a smallest and a largest on either database.</summary>
    public string Comparable(RunField field) => field.Kind switch
    {
        ValueKind.Text or ValueKind.Status => dialect.Ordinal(field.Sql),
        ValueKind.Switch => $"CASE WHEN {field.Sql} THEN 1 ELSE 0 END",
        _ => field.Sql,
    };

    string Compare(string left, Comparison comparison, FilterValue value)
    {
        var right = Parameter(Stored(value, left));
        return comparison switch
        {
            Comparison.Contains => dialect.Contains(left, right),
            Comparison.Equal => $"{left} = {right}",
            Comparison.Less => $"{left} < {right}",
            Comparison.LessOrEqual => $"{left} <= {right}",
            Comparison.Greater => $"{left} > {right}",
            _ => $"{left} >= {right}",
        };
    }

    string In(string left, IReadOnlyList<FilterValue> values) => $"{left} IN ({string.Join(", ", values.Select(v => Parameter(Stored(v, left))))})";

    string TagCondition(Func<string, string> condition) => $"EXISTS (SELECT 1 FROM run_tags t WHERE t.run_id = r.id AND {condition("t.tag")})";

    object Stored(FilterValue value, string column) => value switch
    {
        NumberValue number => number.Number,
        TextValue text => text.Text,
        TimeValue time => dialect.Time(time.Time),
        SwitchValue on when column.StartsWith("r.", StringComparison.Ordinal) => on.On,
        SwitchValue on => on.On ? "true" : "false", // among the parameters, which are text
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
    };

    string Alias(string table, string column, string name)
    {
        if (_aliases.TryGetValue((table, name), out var alias))
            return alias;
        alias = $"j{_aliases.Count}";
        _aliases.Add((table, name), alias);
        _joins.Add($"LEFT JOIN {table} {alias} ON {alias}.run_id = r.id AND {alias}.{column} = {Parameter(name)}\n");
        return alias;
    }

    static string ColumnOf(MetricOperand metric) => metric.Statistic switch
    {
        Statistic.Last => "last",
        Statistic.Min => "min",
        Statistic.Max => "max",
        _ => MetricDirection.IsLowerBetter(metric.Name) ? "min" : "max",
    };

    static string IterationOf(MetricOperand metric) => ColumnOf(metric) + "_iteration";
}

/// <summary>One column of an order; nulls come last.</summary>
sealed record SortKey(string Sql, SortKeyKind Kind, bool Descending);

enum SortKeyKind
{
    Text,
    Number,
    Time,
}
