namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// A page of the run table as one statement: the runs that match with what they are ordered by, their count, and of the page's
/// runs the row, the tags and the columns.
/// </summary>
sealed class RunPageSql
{
    static readonly string[] s_row =
    [
        "id", "project", "experiment", "name", "method", "backbone", "dataset", "status", "attempt", "seed", "switches", "iteration",
        "total_iterations", "phase", "best_mean_iou", "best_iteration", "started_at", "updated_at", "ended_at", "applied_sequence", "archived", "audited",
        "imported", "synthetic",
    ];

    readonly FilterSql _sql;

    public RunPageSql(SqlDialect dialect) => (Dialect, _sql) = (dialect, new(dialect));

    public SqlDialect Dialect { get; }

    /// <summary>What the page is ordered by, known once the text is written.</summary>
    public IReadOnlyList<SortKey> Keys { get; private set; } = [];

    public SqlValues Values => _sql.Values;

    /// <param name="cursor">Reads the cursor, once the order's columns are known; null for the first page.</param>
    /// <param name="take">Rows; one more is asked for, to know whether there is a next page.</param>
    public string Write(
        FilterNode? filter, RunSort sort, IReadOnlyList<RunColumn> columns, Func<IReadOnlyList<SortKey>, RunCursor?> cursor, int skip, int take)
    {
        Keys = [.. sort.Terms.SelectMany(_sql.Keys)];
        var keys = string.Concat(Keys.Select((k, i) => $", {k.Sql} AS k{i}"));
        var matching = _sql.Matching(filter, keys);
        var after = cursor(Keys) is { } place ? After(place) : "TRUE";
        var order = string.Join(", ", Keys.Select((k, i) => $"k{i}{(k.Descending ? " DESC" : "")} NULLS LAST").Append($"run_id{(Keys[0].Descending ? " DESC" : "")}"));
        var asked = string.Concat(columns.SelectMany(c => _sql.Column(c.Operand)).Select(c => $", {c}"));
        return $"""
            WITH matching AS (
            {matching}
            ), page AS (
            SELECT * FROM matching WHERE {after} ORDER BY {order} LIMIT {_sql.Parameter(take + 1)} OFFSET {_sql.Parameter(skip)}
            )
            SELECT counted.total, {string.Join(", ", s_row.Select(c => $"r.{c}"))}, {Dialect.TagsOf("r.id")}{string.Concat(Keys.Select((_, i) => $", k{i}"))}{asked}
            FROM (SELECT count(*) AS total FROM matching) counted LEFT JOIN page ON TRUE LEFT JOIN runs r ON r.id = page.run_id
            ORDER BY {order}
            """;
    }

    // Past the place in the first column, or equal there and past it in the next, and so on; an absent value is past all others.
    string After(RunCursor place)
    {
        var (ways, equal) = (new List<string>(), "");
        for (var i = 0; i < Keys.Count; i++)
        {
            if (place.Keys[i] is not { } value)
            {
                equal += $"k{i} IS NULL AND ";
                continue;
            }
            var parameter = _sql.Parameter(value is DateTimeOffset time ? Dialect.Time(time) : value);
            ways.Add($"({equal}(k{i} {Past(Keys[i].Descending)} {parameter} OR k{i} IS NULL))");
            equal += $"k{i} = {parameter} AND ";
        }
        ways.Add($"({equal}run_id {Past(Keys[0].Descending)} {_sql.Parameter(place.Run)})");
        return $"({string.Join(" OR ", ways)})";
    }

    static string Past(bool descending) => descending ? "<" : ">";
}
