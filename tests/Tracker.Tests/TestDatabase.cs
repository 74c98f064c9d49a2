using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Platform.Tracker.Tests;

/// <summary>An empty database of its own, gone after the test.</summary>
sealed class TestDatabase : IAsyncDisposable
{
    readonly string _kind;
    readonly string _name = $"tracker_{Guid.CreateVersion7():N}";

    TestDatabase(string kind)
    {
        _kind = kind;
        ConnectionString = kind == "postgres"
            ? Patiently(new(TestServices.Postgres) { Database = _name, MaxPoolSize = 10 })
            : $"Data Source={Path.Combine(Path.GetTempPath(), _name, "tracker.db")};Default Timeout={Patience.OfWaitMs / 1000}";
    }

    public string ConnectionString { get; }

    public IConfiguration Configuration => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Tracker:Database"] = _kind,
        ["Tracker:ConnectionString"] = ConnectionString,
    }).Build();

    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        var database = new TestDatabase(kind);
        if (kind == "postgres")
            await OnServerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (_kind == "postgres")
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
            await OnServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
            return;
        }
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        var folder = Path.Combine(Path.GetTempPath(), _name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>In this database; PostgreSQL only.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    static Task OnServerAsync(string sql) => ExecuteAsync(Patiently(new(TestServices.Postgres)), sql);

    static string Patiently(NpgsqlConnectionStringBuilder server)
    {
        server.Timeout = server.CommandTimeout = Patience.OfWaitMs / 1000;
        return server.ConnectionString;
    }

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
