using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
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
        var node = RunListFilter.Of(request, filter?.Node);
        return onlySwitches ? await SwitchesAsync(db, node, cancel) : await FindAsync(db, node, s_fields, _ => true, cancel);
    }

    /// <param name="db">With an open connection.</param>
    /// <param name="filter">Of the runs that are compared.</param>
    /// <param name="fields">Those that are looked at.</param>
    /// <param name="wanted">Which parameters are, by their keys.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<RunDifferences> FindAsync(TrackerDb db, FilterNode? filter, IReadOnlyList<RunField> fields, Func<string, bool> wanted, CancellationToken cancel)
    {
        var (runs, differing) = await FieldsAsync(db, filter, fields, cancel);
        return new(runs, differing, runs < 2 ? [] : await ParametersAsync(db, filter, wanted, cancel));
    }

    // A run's row says its switches, and there are few ways to set them.
    static async Task<RunDifferences> SwitchesAsync(TrackerDb db, FilterNode? filter, CancellationToken cancel)
    {
        var sql = new FilterSql(SqlDialect.Of(db));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT switches, count(*) FROM (\n{sql.Matching(filter, ", r.switches")}\n) matching GROUP BY switches";
        sql.Values.BindTo(command);
        var (runs, ways) = (0, new List<Dictionary<string, bool>>());
        await using var reader = await command.ExecuteReaderAsync(cancel);
        for (; await reader.ReadAsync(cancel); runs += (int)reader.GetInt64(1))
            ways.Add(JsonSerializer.Deserialize<Dictionary<string, bool>>(reader.GetString(0), JournalJson.Options)!);
        var differing = ways.SelectMany(w => w).GroupBy(s => s.Key, s => s.Value).Where(s => s.Count() < ways.Count || s.Distinct().Count() > 1);
        return new(runs, [], [.. differing.Select(s => ParameterOperand.SwitchPrefix + s.Key).Order(StringComparer.Ordinal)]);
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
    // Materialized, or PostgreSQL takes the groups for as many as the runs and reads every parameter there is.
    static async Task<List<string>> ParametersAsync(TrackerDb db, FilterNode? filter, Func<string, bool> wanted, CancellationToken cancel)
    {
        string[] others = [.. (await FilterNames.ParametersAsync(db, cancel)).Where(k => wanted(k) && !SettingsHash.Covers(k))];
        var (dialect, sql) = (SqlDialect.Of(db), new FilterSql(SqlDialect.Of(db)));
        var matching = sql.Matching(filter, $", {string.Join(", ", FilterSql.Settings.Select((s, i) => $"{s} AS s{i}"))}");
        var ofOthers = others.Length == 0 ? "" : $"UNION ALL\n{Differing("matching", $"WHERE p.key IN ({string.Join(", ", others.Select(sql.Parameter))})")}";
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"""
            WITH matching AS MATERIALIZED (
            {matching}
            ), alike AS (
            SELECT {dialect.One("run_id")} AS run_id FROM matching GROUP BY {string.Join(", ", FilterSql.Settings.Select((_, i) => $"s{i}"))}
            )
            {Differing("alike", "")}
            {ofOthers}
            """;
        sql.Values.BindTo(command);
        var found = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetString(0));
        return [.. found.Where(wanted).Order(StringComparer.Ordinal)];

        // A number that is written in two ways is one number, and no text.
        string Differing(string runs, string condition) => $"""
            SELECT p.key FROM {runs} JOIN run_parameters p ON p.run_id = {runs}.run_id {condition}
            GROUP BY p.key
            HAVING count(*) < (SELECT count(*) FROM {runs})
            OR (count(p.number_value) = count(*) AND min(p.number_value) <> max(p.number_value))
            OR count(p.number_value) BETWEEN 1 AND count(*) - 1
            OR (count(p.number_value) = 0 AND min({dialect.Ordinal("p.text_value")}) <> max({dialect.Ordinal("p.text_value")}))
            """;
    }
}
