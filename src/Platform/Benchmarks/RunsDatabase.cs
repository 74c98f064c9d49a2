using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Contracts;
using Platform.Settings;
using Platform.Tracker;
using Platform.Tracker.Storage;

namespace Platform.Benchmarks;

/// <summary>A migrated PostgreSQL database that rows of the tracker's tables can be copied into; one of its own is gone afterwards.</summary>
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
        var model = new DbContextOptionsBuilder<TrackerDb>();
        DatabaseSetup.Use(model, new() { Database = "postgres", ConnectionString = connection });
        Model = model.Options;
    }

    public string ConnectionString { get; }

    DbContextOptions<TrackerDb> Model { get; }

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

    public async Task MigrateAsync(CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning))
            .AddTrackerStorage(Settings().Configuration).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancel);
    }

    /// <summary>In bulk, whatever columns the entity has.</summary>
    public async Task<long> CopyAsync<T>(IEnumerable<T> rows, CancellationToken cancel) where T : class
    {
        await using var db = new TrackerDb(Model);
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties().Select(p => (Property: p, Type: p.GetColumnType(), p.GetTypeMapping().Converter)).ToArray();
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {entity.GetTableName()} ({string.Join(", ", columns.Select(c => $"\"{c.Property.GetColumnName()}\""))}) FROM STDIN (FORMAT binary)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var (property, type, converter) in columns)
            {
                var value = property.PropertyInfo!.GetValue(row);
                value = converter is null || value is null ? value : converter.ConvertToProvider(value);
                await (value is null ? copy.WriteNullAsync(cancel) : copy.WriteAsync(value, type, cancel));
            }
        }
        return (long)await copy.CompleteAsync(cancel);
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
