using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Storage;

public sealed class DatabaseSetupTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task A_database_that_cannot_be_reached_is_named()
    {
        var error = await Should.ThrowAsync<UserErrorException>(() => MigrateAsync("postgres", "Host=127.0.0.1;Port=1;Database=runs;Username=u"));

        error.Message.ShouldContain("127.0.0.1:1");
        error.Message.ShouldContain("\"runs\"");
        error.Message.ShouldContain("Tracker:ConnectionString");
        error.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData(";Timeout=30", 30)]
    public void A_database_that_does_not_answer_is_tried_once_and_for_seconds_unless_told_otherwise(string more, int seconds)
    {
        var builder = new DbContextOptionsBuilder<TrackerDb>();
        DatabaseSetup.Use(builder, new() { Database = "postgres", ConnectionString = "Host=127.0.0.1;Port=1;Database=runs;Username=u" + more });
        using var db = new TrackerDb(builder.Options);
        db.Database.GetDbConnection().ConnectionTimeout.ShouldBe(seconds);
        db.Database.CreateExecutionStrategy().RetriesOnFailure.ShouldBeFalse();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_host_whose_database_is_away_does_not_start_and_says_so()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Tracker:Database"] = "postgres";
        builder.Configuration["Tracker:ConnectionString"] = "Host=127.0.0.1;Port=1;Database=runs;Username=u";
        builder.Services.AddTracker(builder.Configuration);
        builder.Services.AddPlatformBus(new(), bus => bus.AddTrackerConsumers(builder.Configuration));
        using var host = builder.Build();

        (await Should.ThrowAsync<UserErrorException>(() => host.StartAsync())).Message.ShouldContain("127.0.0.1:1");
    }

    [Fact(Timeout = Patience.OfTest)]
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

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_systems_sqlite_is_used_where_there_is_one()
    {
        await using var tracker = await TestTracker.StartAsync("sqlite");
        await using var db = tracker.OpenDb();
        await db.Database.OpenConnectionAsync();

        // the one in the package is 3.35
        if (NativeLibrary.TryLoad("libsqlite3.so.0", out _))
            new Version(db.Database.GetDbConnection().ServerVersion).ShouldBeGreaterThan(new Version(3, 36));
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
