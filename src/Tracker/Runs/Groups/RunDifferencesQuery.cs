using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Groups;

/// <summary>In what the runs that match differ: all of them, not those of a page.</summary>
sealed class RunDifferencesQuery(IDbContextFactory<TrackerDb> databases, RunTableQuery table, FilterNames names)
{
    static readonly RunField[] s_fields = [.. RunField.All.Where(f => f.Kind is not ValueKind.Tag && f.Name is not "id")];

    /// <exception cref="FilterException">The filter cannot be understood.</exception>
    public async Task<RunDifferences> FindAsync(RunListRequest request, bool onlySwitches, CancellationToken cancel)
    {
        var filter = table.Parse(request);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await names.EnsureKnownAsync(db, filter, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        return await FindAsync(db, RunListFilter.Of(request, filter?.Node), onlySwitches ? [] : s_fields, onlySwitches ? ParameterOperand.SwitchPrefix : "", cancel);
    }

    /// <param name="db">With an open connection.</param>
    /// <param name="filter">Of the runs that are compared.</param>
    /// <param name="fields">Those that are looked at.</param>
    /// <param name="prefix">How the parameters begin that are.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<RunDifferences> FindAsync(TrackerDb db, FilterNode? filter, IReadOnlyList<RunField> fields, string prefix, CancellationToken cancel)
    {
        var (runs, differing) = await FieldsAsync(db, filter, fields, cancel);
        return new(runs, differing, runs < 2 ? [] : await ParametersAsync(db, filter, prefix, cancel));
    }

    static async Task<(int Runs, List<string> Fields)> FieldsAsync(TrackerDb db, FilterNode? filter, IReadOnlyList<RunField> fields, CancellationToken cancel)
    {
        var sql = new FilterSql(SqlDialect.Of(db));
        var matching = sql.Matching(filter, string.Concat(fields.Select((f, i) => $", {sql.Comparable(f)} AS f{i}")));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            WITH matching AS (
            {matching}
            )
            SELECT count(*){string.Concat(fields.Select((_, i) => $", CASE WHEN min(f{i}) <> max(f{i}) OR count(f{i}) BETWEEN 1 AND count(*) - 1 THEN 1 ELSE 0 END"))}
            FROM matching
            """;
        sql.Values.BindTo(command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return ((int)reader.GetInt64(0), [.. fields.Where((_, i) => reader.GetInt32(i + 1) == 1).Select(f => f.Name)]);
    }

    // Runs of the same settings need not be compared in these: one of each is, and all of them in what is left.
    static async Task<List<string>> ParametersAsync(TrackerDb db, FilterNode? filter, string prefix, CancellationToken cancel)
    {
        var keys = (await FilterNames.ParametersAsync(db, cancel)).Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToLookup(SettingsHash.Covers);
        var (dialect, sql) = (SqlDialect.Of(db), new FilterSql(SqlDialect.Of(db)));
        var matching = sql.Matching(filter, $", {string.Join(", ", FilterSql.Settings.Select((s, i) => $"{s} AS s{i}"))}");
        var parts = new List<string>();
        if (keys[true].Any())
            parts.Add(Differing("alike", prefix.Length == 0 ? "TRUE" : In(keys[true])));
        if (keys[false].Any())
            parts.Add(Differing("matching", In(keys[false])));
        if (parts.Count == 0)
            return [];
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            WITH matching AS (
            {matching}
            ), alike AS (
            SELECT {dialect.One("run_id")} AS run_id FROM matching GROUP BY {string.Join(", ", FilterSql.Settings.Select((_, i) => $"s{i}"))}
            )
            {string.Join("\nUNION\n", parts)}
            """;
        sql.Values.BindTo(command);
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetString(0));
        found.Sort(StringComparer.Ordinal);
        return found;

        string In(IEnumerable<string> some) => $"p.key IN ({string.Join(", ", some.Select(sql.Parameter))})";

        // A number that is written in two ways is one number.
        string Differing(string runs, string condition) => $"""
            SELECT p.key FROM {runs} JOIN run_parameters p ON p.run_id = {runs}.run_id WHERE {condition}
            GROUP BY p.key
            HAVING count(*) < (SELECT count(*) FROM {runs})
            OR (count(p.number_value) = count(*) AND min(p.number_value) <> max(p.number_value))
            OR (count(p.number_value) < count(*) AND min({dialect.Ordinal("p.text_value")}) <> max({dialect.Ordinal("p.text_value")}))
            """;
    }
}
