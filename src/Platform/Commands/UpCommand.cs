using System.CommandLine;
using Platform.Contracts;
using Platform.Hosting;

namespace Platform.Commands;

/// <summary><c>platform up</c>: tracker and dashboard in one process, for trainers elsewhere.</summary>
static class UpCommand
{
    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var dashboard = new AddressOptions("Dashboard", 5080);
        var trackerPort = new Option<int?>("--tracker-port") { Description = "port of the tracker's API, default 5081 (Tracker:Port)" };
        var command = new PlatformCommand("up", "Runs tracker and dashboard in one process.", "up --bus rabbitmq --database sqlite")
        {
            dashboard.Host, dashboard.Port, trackerPort, service.Bus, service.Database,
        };
        command.SetAction(async parsed =>
        {
            var settings = service.Read(parsed, BusOptions.RabbitMq)
                .Set("Tracker:Port", parsed.GetValue(trackerPort)?.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Set("Tracker:Host", parsed.GetValue(dashboard.Host));
            ServiceOptions.EnsureDatabaseNamed(settings);
            var pages = dashboard.Read(parsed, settings);
            var api = Settings.Address.Of(settings, "Tracker", 5081).EnsureFree("--tracker-port N or PLATFORM_Tracker__Port");
            settings.Set("Dashboard:TrackerUrl", api.LocalUrl);
            return await WebProcess.ServeAsync(settings, Service.Tracker | Service.Dashboard, [pages, api], parsed.GetValue(CommandLine.Verbose),
                $"dashboard on {pages.LocalUrl}, tracker on {api.LocalUrl}; Ctrl+C ends both");
        });
        return command;
    }
}
