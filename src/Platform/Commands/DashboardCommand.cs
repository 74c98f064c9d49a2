using System.CommandLine;
using Platform.Contracts;
using Platform.Hosting;

namespace Platform.Commands;

/// <summary><c>platform dashboard</c>: the dashboard as a process of its own.</summary>
static class DashboardCommand
{
    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var address = new AddressOptions("Dashboard", 5080);
        var tracker = new Option<string?>("--tracker") { Description = "the tracker's address, default http://127.0.0.1:5081/ (Dashboard:TrackerUrl)" };
        var command = new PlatformCommand("dashboard", "Runs the dashboard against a tracker's API.", "dashboard --tracker http://tracker:5081/")
        {
            tracker, address.Host, address.Port, service.Bus,
        };
        command.SetAction(async parsed =>
        {
            var settings = service.Read(parsed, BusOptions.RabbitMq).Set("Dashboard:TrackerUrl", parsed.GetValue(tracker));
            var listen = address.Read(parsed, settings);
            return await WebProcess.ServeAsync(settings, Service.Dashboard, [listen], parsed.GetValue(CommandLine.Verbose),
                $"dashboard on {listen.LocalUrl}; Ctrl+C ends it");
        });
        return command;
    }
}
