using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Storage;

public sealed class DatabaseSetupTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_database_that_cannot_be_reached_is_named_within_seconds()
    {
        var clock = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<UserErrorException>(() => MigrateAsync("postgres", "Host=127.0.0.1;Port=1;Database=runs;Username=u"));

        error.Message.ShouldContain("127.0.0.1:1");
        error.Message.ShouldContain("\"runs\"");
        error.Message.ShouldContain("Tracker:ConnectionString");
        error.Message.ShouldNotContain("\n");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_that_is_no_database_is_named()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000));
        try
        {
            var error = await Should.ThrowAsync<UserErrorException>(() => MigrateAsync("sqlite", $"Data Source={file};Pooling=false"));
            error.Message.ShouldContain(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("mysql", "x", "Tracker:Database")]
    [InlineData("sqlite", "", "Tracker:ConnectionString")]
    [InlineData("postgres", "Hots=127.0.0.1", "Tracker:ConnectionString")]
    public async Task A_setting_that_cannot_be_used_is_named(string database, string connection, string key) =>
        (await Should.ThrowAsync<UserErrorException>(() => MigrateAsync(database, connection))).Message.ShouldContain(key);

    [Fact]
    public void The_systems_sqlite_is_used_where_there_is_one()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        if (File.Exists("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0"))
            new Version(connection.ServerVersion).ShouldBeGreaterThan(new Version(3, 36));
    }

    static async Task MigrateAsync(string database, string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tracker:Database"] = database,
            ["Tracker:ConnectionString"] = connection,
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddTrackerStorage(configuration).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }
}
