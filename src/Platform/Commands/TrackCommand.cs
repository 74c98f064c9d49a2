using Platform.Contracts;
using Platform.Hosting;

namespace Platform.Commands;

/// <summary><c>platform track</c>: the tracker as a process of its own.</summary>
static class TrackCommand
{
    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var address = new AddressOptions("Tracker", 5081);
        var command = new PlatformCommand("track", "Runs the tracker: stores what trainers publish and answers over HTTP.",
            "track --database postgres --connection \"Host=db;Username=platform;Password=...;Database=platform\"") { service.Bus, service.Database, address.Host, address.Port };
        command.SetAction(async parsed =>
        {
            var settings = service.Read(parsed, BusOptions.RabbitMq);
            ServiceOptions.EnsureDatabaseNamed(settings);
            var listen = address.Read(parsed, settings);
            return await WebProcess.ServeAsync(settings, Service.Tracker, [listen], parsed.GetValue(CommandLine.Verbose),
                $"tracker on {listen.LocalUrl} (API: {listen.LocalUrl}/openapi/v1.json); Ctrl+C ends it");
        });
        return command;
    }
}
