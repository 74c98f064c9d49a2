using Npgsql;
using Platform.Contracts;
using Platform.Seeding;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>A PostgreSQL database of the benchmark's own that is filled with synthetic runs, and gone afterwards.</summary>
sealed class RunsDatabase : IAsyncDisposable
{
    // COPY and the indexes of millions of rows take longer than anything the tracker itself asks for.
    const int PatienceSeconds = 3600;

    readonly string? _server;
    readonly NpgsqlDataSource _source;

    RunsDatabase(string connection, string? server)
    {
        _server = server;
        ConnectionString = connection;
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = PatienceSeconds });
    }

    public string ConnectionString { get; }

    /// <exception cref="UserErrorException">The server does not let us, or is not there.</exception>
    public static async Task<RunsDatabase> CreateAsync(string server, CancellationToken cancel)
    {
        var name = $"platform_bench_{Guid.CreateVersion7():N}";
        try
        {
            await ExecuteAsync(server, $"CREATE DATABASE {name}", cancel);
        }
        catch (NpgsqlException e)
        {
            throw new UserErrorException($"cannot make a database for the benchmark: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        return new(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, server);
    }

    /// <summary>The settings of a tracker on this database.</summary>
    public PlatformSettings Settings() => new PlatformSettings().Set("Bus:Kind", BusOptions.InMemory)
        .Set("Tracker:Database", "postgres").Set("Tracker:ConnectionString", ConnectionString);

    /// <summary>Makes the tables and fills them.</summary>
    /// <returns>The runs, oldest first.</returns>
    public async Task<IReadOnlyList<Guid>> SeedAsync(SeedPlan plan, CancellationToken cancel)
    {
        await using var store = await SeedStore.OpenAsync(Settings(), cancel);
        // The second index goes over all runs at every row, the key only on at its end: made anew it costs a third.
        await ExecuteAsync("DROP INDEX ix_metric_totals_name_run_id", cancel);
        var runs = await store.SeedAsync(plan, null, cancel);
        await ExecuteAsync("CREATE INDEX ix_metric_totals_name_run_id ON metric_totals (name, run_id)", cancel);
        await ExecuteAsync("VACUUM ANALYZE", cancel);
        return runs;
    }

    public Task ExecuteAsync(string sql, CancellationToken cancel) => ExecuteAsync(_source, sql, cancel);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        if (_server is null)
            return;
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_server, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(ConnectionString).Database} WITH (FORCE)", CancellationToken.None);
    }

    static async Task ExecuteAsync(string server, string sql, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await ExecuteAsync(source, sql, cancel);
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
