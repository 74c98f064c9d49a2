using Microsoft.AspNetCore.Connections;
using Platform.Contracts;
using Platform.Contracts.Sweeps;
using Platform.Dashboard;
using Platform.Settings;
using Platform.Tracker;
using Platform.Tracker.Storage;
using Platform.Tracker.Telemetry;
using Platform.Trainer.Sweeps;

namespace Platform.Hosting;

/// <summary>Composes one web process of tracker, dashboard or both, over the one bus of the process.</summary>
static class WebProcess
{
    /// <summary>Builds the process without starting it.</summary>
    public static WebApplication Build(PlatformSettings settings, Service services, IReadOnlyList<Address> addresses, bool verbose)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseUrls([.. addresses.Select(a => a.Url)]);
        ProcessLog.Configure(builder.Logging, verbose, settings.LogAsJson);
        if (services.HasFlag(Service.Tracker))
            builder.Services.AddTracker(builder.Configuration).AddSingleton<ISweepPlanner, SweepPlanner>();
        if (services.HasFlag(Service.Dashboard))
            builder.Services.AddDashboard(builder.Configuration).AddTelemetry();
        builder.Services.AddPlatformBus(settings.Bus(), bus =>
        {
            if (services.HasFlag(Service.Tracker))
                bus.AddTrackerConsumers(builder.Configuration);
            if (services.HasFlag(Service.Dashboard))
                bus.AddDashboardConsumers();
        });
        var app = builder.Build();
        if (services.HasFlag(Service.Tracker))
            app.MapTracker();
        else
            MapHealth(app);
        if (services.HasFlag(Service.Dashboard))
            app.MapDashboard();
        return app;
    }

    // the addresses under which a tracker tells of its own
    static void MapHealth(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapMetricsText();
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="UserErrorException">The database cannot be reached, or a port was taken between the check and now.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancel)
    {
        // the host would do so too, but amid other services, which complain when a start is given up half way
        if (app.Services.GetService<DatabaseMigrator>() is { } database)
            await database.MigrateAsync(cancel);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new UserErrorException($"{e.InnerException.Message}; choose another port with --port", e);
        }
    }

    /// <summary>Serves until a signal; then ends in good order.</summary>
    /// <returns>The exit code: 1 when the process ended by itself, which its log explains.</returns>
    public static async Task<int> ServeAsync(PlatformSettings settings, Service services, IReadOnlyList<Address> addresses, bool verbose, string greeting)
    {
        using var stop = new StopSignal();
        await BusSetup.EnsureReachableAsync(settings.Bus(), stop.Token);
        await using var app = Build(settings, services, addresses, verbose);
        await StartAsync(app, stop.Token);
        Console.WriteLine(greeting);
        await Task.WhenAny(stop.WaitAsync(), app.WaitForShutdownAsync(CancellationToken.None));
        await app.StopAsync(CancellationToken.None);
        return stop.Token.IsCancellationRequested ? 0 : 1;
    }
}
