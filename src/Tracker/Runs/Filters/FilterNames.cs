using Platform.Contracts;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Filters;

/// <summary>Which parameters, metrics and tags there are; refuses those there are not.</summary>
sealed class FilterNames(IDbContextFactory<TrackerDb> databases, TimeProvider clock)
{
    /// <summary>More names than these are not offered; they can be used all the same.</summary>
    const int MostListed = 20_000;

    // Names hardly ever come and never go; a new one is found in the table all the same.
    static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(30);

    volatile KnownNames? _known;

    /// <exception cref="FilterException">The filter names a parameter or a metric that no run has, too many of them, or one without comparing it.</exception>
    public async Task EnsureKnownAsync(TrackerDb db, ParsedFilter? filter, CancellationToken cancel)
    {
        if (filter is null)
            return;
        if (filter.Named.Select(n => n.Operand is MetricOperand m ? (Operand)(m with { Statistic = default }) : n.Operand).Distinct().Count() > FilterSql.MostNames)
            throw new FilterException("filter", filter.Text, filter.Named[^1].Span, $"more than {FilterSql.MostNames} different metrics and parameters");
        await EnsureKnownAsync(db, "filter", filter.Text, filter.Named, cancel);
        foreach (var (word, span) in filter.Words)
            if (await IsThereAsync(db, new MetricOperand(word, default), cancel))
                throw new FilterException("filter", filter.Text, span, $"{word} is a metric, of which a number is compared; as a plain word it goes between quotes", $"best({word}) > 0");
            else if (await IsThereAsync(db, new ParameterOperand(word), cancel))
                throw new FilterException("filter", filter.Text, span, $"{word} is a parameter, which is compared with something; as a plain word it goes between quotes", $"{word} = …");
    }

    /// <exception cref="FilterException">A parameter or a metric that no run has.</exception>
    public async Task EnsureKnownAsync(
        TrackerDb db, string parameter, string text, IReadOnlyList<(Operand Operand, Span Span)> named, CancellationToken cancel)
    {
        foreach (var (operand, span) in named)
        {
            if (_known?.Has(operand) == true || await IsThereAsync(db, operand, cancel))
                continue;
            var known = await ListAsync(db, cancel);
            throw known.Unknown(parameter, text, operand, span);
        }
    }

    /// <summary>The names there were half a minute ago or less.</summary>
    public async Task<KnownNames> KnownAsync(CancellationToken cancel)
    {
        if (_known is { } kept && clock.GetElapsedTime(kept.At) < s_fresh)
            return kept;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await ListAsync(db, cancel);
    }

    /// <summary>Names that contain the given part, those that begin with it first.</summary>
    public async Task<FilterFields> FieldsAsync(string? search, int limit, CancellationToken cancel)
    {
        var known = await KnownAsync(cancel);
        return new()
        {
            Fields = [.. RunField.All.Where(f => search is null || f.Name.Contains(search, StringComparison.OrdinalIgnoreCase)).Select(f => f.Describe())],
            Parameters = Matching(known.Parameters, search, limit),
            Metrics = Matching(known.Metrics, search, limit),
            Tags = Matching(known.Tags, search, limit),
            Functions = OperandReader.Functions,
        };
    }

    static IReadOnlyList<string> Matching(IReadOnlySet<string> names, string? search, int limit) =>
    [
        .. names.Where(n => search is null || n.Contains(search, StringComparison.OrdinalIgnoreCase))
            .OrderBy(n => search is not null && !n.StartsWith(search, StringComparison.OrdinalIgnoreCase)).ThenBy(n => n, StringComparer.Ordinal).Take(limit),
    ];

    static Task<bool> IsThereAsync(TrackerDb db, Operand operand, CancellationToken cancel) => operand switch
    {
        MetricOperand { Name: var name } => db.MetricTotals.AnyAsync(t => t.Name == name, cancel),
        ParameterOperand { Key: var key } => db.Set<RunParameter>().AnyAsync(p => p.Key == key, cancel),
        _ => Task.FromResult(true),
    };

    /// <summary>The keys of all parameters there are now.</summary>
    public static Task<IReadOnlySet<string>> ParametersAsync(TrackerDb db, CancellationToken cancel) => DistinctAsync(db, "run_parameters", "key", cancel);

    async Task<KnownNames> ListAsync(TrackerDb db, CancellationToken cancel) => _known = new(clock.GetTimestamp(),
        await ParametersAsync(db, cancel), await DistinctAsync(db, "metric_totals", "name", cancel),
        await DistinctAsync(db, "run_tags", "tag", cancel));

    static async Task<IReadOnlySet<string>> DistinctAsync(TrackerDb db, string table, string column, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<string>(DistinctSql(table, column)).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);

    // From one name to the next through the index: the cost is that of the names and not of the rows.
    static string DistinctSql(string table, string column) =>
        $"""
        WITH RECURSIVE known(name) AS (
            SELECT min({column}) FROM {table}
            UNION ALL
            SELECT (SELECT min(t.{column}) FROM {table} t WHERE t.{column} > known.name) FROM known WHERE known.name IS NOT NULL
        )
        SELECT name AS "Value" FROM known WHERE name IS NOT NULL LIMIT {MostListed}
        """;
}

/// <summary>The names there were at a time.</summary>
sealed record KnownNames(long At, IReadOnlySet<string> Parameters, IReadOnlySet<string> Metrics, IReadOnlySet<string> Tags)
{
    public bool Has(Operand operand) => operand switch
    {
        MetricOperand metric => Metrics.Contains(metric.Name),
        ParameterOperand parameter => Parameters.Contains(parameter.Key),
        _ => true,
    };

    public FilterException Unknown(string parameter, string text, Operand operand, Span span)
    {
        if (operand is MetricOperand metric)
        {
            var nearest = Spelling.Nearest(metric.Name, Metrics);
            return new(parameter, text, span, $"no run has a metric {metric.Name}", nearest is null ? null : $"{metric.Statistic.ToString().ToLowerInvariant()}({nearest})");
        }
        var key = ((ParameterOperand)operand).Key;
        if (key.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal))
            return new(parameter, text, span, $"no run has a switch {key[ParameterOperand.SwitchPrefix.Length..]}",
                Spelling.Nearest(key, Parameters.Where(p => p.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal))));
        return Metrics.Contains(key)
            ? new(parameter, text, span, $"{key} is a metric, of which a number must be chosen", $"best({key})")
            : new(parameter, text, span, $"{key} is neither a field nor a parameter of any run", Spelling.Nearest(key, RunField.All.Select(f => f.Name).Concat(Parameters)));
    }
}
