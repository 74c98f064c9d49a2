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
    public async Task<RunDifferences> FindAsync(RunListRequest request, CancellationToken cancel)
    {
        var filter = table.Parse(request);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await names.EnsureKnownAsync(db, filter, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        return await FindAsync(db, RunListFilter.Of(request, filter?.Node), cancel);
    }

    /// <param name="db">With an open connection.</param>
    public static async Task<RunDifferences> FindAsync(TrackerDb db, FilterNode? filter, CancellationToken cancel)
    {
        var (runs, fields) = await FieldsAsync(db, filter, cancel);
        return new(runs, fields, runs < 2 ? [] : await ParametersAsync(db, filter, runs, cancel));
    }

    static async Task<(int Runs, List<string> Fields)> FieldsAsync(TrackerDb db, FilterNode? filter, CancellationToken cancel)
    {
        var sql = new FilterSql(SqlDialect.Of(db));
        var matching = sql.Matching(filter, string.Concat(s_fields.Select((f, i) => $", {sql.Comparable(f)} AS f{i}")));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            WITH matching AS (
            {matching}
            )
            SELECT count(*){string.Concat(s_fields.Select((_, i) => $", CASE WHEN min(f{i}) <> max(f{i}) OR count(f{i}) BETWEEN 1 AND count(*) - 1 THEN 1 ELSE 0 END"))}
            FROM matching
            """;
        sql.Values.BindTo(command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return ((int)reader.GetInt64(0), [.. s_fields.Where((_, i) => reader.GetInt32(i + 1) == 1).Select(f => f.Name)]);
    }

    // A number that is written in two ways is one number.
    static async Task<List<string>> ParametersAsync(TrackerDb db, FilterNode? filter, int runs, CancellationToken cancel)
    {
        var dialect = SqlDialect.Of(db);
        var sql = new FilterSql(dialect);
        var matching = sql.Matching(filter, "");
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            WITH matching AS (
            {matching}
            )
            SELECT p.key FROM matching JOIN run_parameters p ON p.run_id = matching.run_id
            GROUP BY p.key
            HAVING count(*) < {sql.Parameter(runs)}
            OR (count(p.number_value) = count(*) AND min(p.number_value) <> max(p.number_value))
            OR (count(p.number_value) < count(*) AND min({dialect.Ordinal("p.text_value")}) <> max({dialect.Ordinal("p.text_value")}))
            """;
        sql.Values.BindTo(command);
        var keys = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            keys.Add(reader.GetString(0));
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }
}
