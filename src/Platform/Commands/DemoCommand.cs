using System.CommandLine;
using System.Globalization;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Demo;
using Platform.Hosting;
using Platform.Settings;

namespace Platform.Commands;

/// <summary><c>platform demo</c>: trainer, tracker and dashboard in this process, over memory and a SQLite file.</summary>
static class DemoCommand
{
    static readonly Option<bool> s_exit = new("--exit") { Description = "end when the runs have ended, instead of serving until Ctrl+C" };
    static readonly Option<bool> s_fresh = new("--fresh") { Description = "remove what an earlier demo left in data/demo first" };
    static readonly Option<string[]> s_set = new("--set") { HelpName = "key=value", Description = "over the configurations of all runs" };

    public static PlatformCommand Create()
    {
        var command = new PlatformCommand("demo", "Trains two variants on generated images and shows them live in a browser.", "demo")
        {
            s_exit, SharedOptions.DashboardPort, s_fresh, s_set,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed)
    {
        using var stop = new StopSignal();
        var settings = new PlatformSettings();
        var variants = Variant.All(parsed.GetValue(s_set) ?? []);
        var folder = DemoFolder.Of(settings);
        if (parsed.GetValue(s_fresh))
            folder.Clear();
        Directory.CreateDirectory(folder.Path);
        settings.Set("Dashboard:Port", parsed.GetValue(SharedOptions.DashboardPort)?.ToString(CultureInfo.InvariantCulture));
        var address = Address.Of(settings, "Dashboard", 5080).NextFree();
        await using var app = WebProcess.Build(Configure(settings, folder, address), Service.Tracker | Service.Dashboard, [address], parsed.GetValue(CommandLine.Verbose));
        await WebProcess.StartAsync(app, stop.Token);
        Console.WriteLine($"dashboard: {address.LocalUrl}");
        if (!parsed.GetValue(s_exit))
            Browser.Open(address.LocalUrl);
        var tally = await TrainAsync(app, folder, variants, stop.Token);
        if (!parsed.GetValue(s_exit) && !stop.Token.IsCancellationRequested)
        {
            Console.WriteLine($"the dashboard stays on {address.LocalUrl}; Ctrl+C ends it");
            await stop.WaitAsync();
        }
        await app.StopAsync(CancellationToken.None);
        Console.WriteLine(tally);
        return tally.IsWhole ? 0 : Math.Max(1, stop.ExitCode);
    }

    static async Task<Tally> TrainAsync(WebApplication app, DemoFolder folder, IReadOnlyList<Variant> variants, CancellationToken stop)
    {
        // the same door as everyone else's: what the table shows went the whole way
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var session = new DemoSession(folder, app.Services.GetRequiredService<IBus>(), new TrackerClient(http), TimeProvider.System,
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("demo"));
        return await session.RunAsync(variants, stop);
    }

    static PlatformSettings Configure(PlatformSettings settings, DemoFolder folder, Address address) => settings
        .Set("Bus:Kind", BusOptions.InMemory)
        .Set("Tracker:Database", "sqlite")
        .Set("Tracker:ConnectionString", $"Data Source={folder.Database}")
        .Set("Dashboard:TrackerUrl", address.LocalUrl);
}
