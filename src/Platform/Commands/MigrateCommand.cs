using Platform.Contracts;
using Platform.Hosting;
using Platform.Settings;
using Platform.Tracker;
using Platform.Tracker.Storage;

namespace Platform.Commands;

/// <summary><c>platform migrate</c>: the schema, for those who do not let a service change it.</summary>
static class MigrateCommand
{
    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("migrate", "Brings the tracker's database up to date; the tracker does so itself when it starts.",
            "migrate --database postgres --connection \"Host=db;Username=platform;Password=...;Database=platform\"") { service.Database };
        command.SetAction(parsed => RunAsync(service.Read(parsed, BusOptions.InMemory), parsed.GetValue(CommandLine.Verbose)));
        return command;
    }

    static async Task<int> RunAsync(PlatformSettings settings, bool verbose)
    {
        ServiceOptions.EnsureDatabaseNamed(settings);
        using var stop = new StopSignal();
        await using var services = new ServiceCollection()
            .AddLogging(logging => ProcessLog.Configure(logging, verbose, settings.LogAsJson))
            .AddTrackerStorage(settings.Configuration)
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(stop.Token);
        Console.WriteLine("the database is up to date");
        return 0;
    }
}
