using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Platform.Benchmarks;

/// <summary>A database of the benchmark's own on the given server, gone afterwards.</summary>
sealed class IngestDatabase : IAsyncDisposable
{
    readonly string _server;
    readonly string _name = $"platform_bench_{Guid.CreateVersion7():N}";
    readonly NpgsqlDataSource _source;

    IngestDatabase(string server)
    {
        _server = server;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString;
        _source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public static async Task<IngestDatabase> CreateAsync(string server)
    {
        var database = new IngestDatabase(server);
        await using var source = NpgsqlDataSource.Create(server);
        await using var create = source.CreateCommand($"CREATE DATABASE {database._name}");
        await create.ExecuteNonQueryAsync();
        return database;
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The server's process.</summary>
    public async Task<int> ServerAsync() => IngestProcessors.ParentOf(await AskAsync<int>("SELECT pg_backend_pid()"));

    /// <summary>Points a second that COPY puts into a bare table, one row a point, without key or index.</summary>
    public async Task<double> RowCeilingAsync(int points)
    {
        await AskAsync<object>("CREATE TABLE bare_rows (run uuid, metric text, iteration integer, value double precision); SELECT 1");
        var (run, began) = (Guid.CreateVersion7(), Stopwatch.GetTimestamp());
        await using (var connection = await _source.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync("COPY bare_rows FROM STDIN (FORMAT binary)"))
        {
            for (var i = 0; i < points; i++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(run, NpgsqlDbType.Uuid);
                await copy.WriteAsync("loss/term-3", NpgsqlDbType.Text);
                await copy.WriteAsync(i, NpgsqlDbType.Integer);
                await copy.WriteAsync(i * 0.1, NpgsqlDbType.Double);
            }
            await copy.CompleteAsync();
        }
        return points / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Points a second that COPY puts into a bare table as arrays of 4,096 single-precision numbers.</summary>
    public async Task<double> ArrayCeilingAsync(int points)
    {
        await AskAsync<object>("CREATE TABLE bare_arrays (run uuid, metric text, first integer, values real[]); SELECT 1");
        var values = Enumerable.Range(0, 4096).Select(i => i * 0.1f).ToArray();
        var (run, began) = (Guid.CreateVersion7(), Stopwatch.GetTimestamp());
        await using (var connection = await _source.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync("COPY bare_arrays FROM STDIN (FORMAT binary)"))
        {
            for (var i = 0; i < points; i += values.Length)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(run, NpgsqlDbType.Uuid);
                await copy.WriteAsync("loss/term-3", NpgsqlDbType.Text);
                await copy.WriteAsync(i, NpgsqlDbType.Integer);
                await copy.WriteAsync(values, NpgsqlDbType.Array | NpgsqlDbType.Real);
            }
            await copy.CompleteAsync();
        }
        return points / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await using var source = NpgsqlDataSource.Create(_server);
        await using var drop = source.CreateCommand($"DROP DATABASE {_name} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }
}
