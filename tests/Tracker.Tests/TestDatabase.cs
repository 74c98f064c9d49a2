using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Platform.TestKit;

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
            ? new NpgsqlConnectionStringBuilder(TestServices.Postgres) { Database = _name, MaxPoolSize = 10 }.ConnectionString
            : $"Data Source={Path.Combine(Path.GetTempPath(), _name, "tracker.db")}";
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

    static Task OnServerAsync(string sql) => ExecuteAsync(TestServices.Postgres!, sql);

    static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
