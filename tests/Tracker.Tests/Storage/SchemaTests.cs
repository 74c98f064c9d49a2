using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Storage;

public sealed class SchemaTests
{
    const string OfPostgres =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || udt_name || ' ' || is_nullable || ' ' || is_identity AS "Value"
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('__EFMigrationsHistory', 'metric_points')
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'
        """;

    const string OfSqlite =
        """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value"
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
        UNION ALL SELECT m.name || ' ' || i.name || ' ' || i."unique" || ' ' || c.seqno || ' ' || c.name
        FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE '\_\_EF%' ESCAPE '\'
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task The_migrations_make_the_schema_that_the_model_describes(string database)
    {
        await using var migrated = await TestTracker.StartAsync(database);
        await using var db = migrated.OpenDb();
        await using var own = await TestDatabase.CreateAsync(database);
        var builder = new DbContextOptionsBuilder<TrackerDb>();
        DatabaseSetup.Use(builder, new() { Database = database, ConnectionString = own.ConnectionString });
        await using var model = new TrackerDb(builder.Options);
        await model.Database.EnsureCreatedAsync();

        var expected = await SchemaAsync(model, database);

        expected.Length.ShouldBeGreaterThan(100);
        (await SchemaAsync(db, database)).ShouldBe(expected);
    }

    static async Task<string[]> SchemaAsync(TrackerDb db, string database) =>
        [.. (await db.Database.SqlQueryRaw<string>(database == "postgres" ? OfPostgres : OfSqlite).ToListAsync()).Order(StringComparer.Ordinal)];
}
