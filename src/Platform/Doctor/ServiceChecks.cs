using Platform.Contracts;
using Platform.Settings;

namespace Platform.Doctor;

/// <summary>Whether the configured broker answers; asked only where one is configured.</summary>
static class ServiceChecks
{
    public static async Task<IEnumerable<Finding>> RunAsync(PlatformSettings settings)
    {
        var bus = settings.Bus();
        if (bus.Kind != BusOptions.RabbitMq)
            return [];
        try
        {
            await BusSetup.EnsureReachableAsync(bus);
            return [new("broker", Health.Good, $"answers at {bus.ShownUri}")];
        }
        catch (UserErrorException e)
        {
            return [new("broker", Health.Lacking, e.Message, "sudo systemctl start rabbitmq-server, or set PLATFORM_Bus__Uri")];
        }
    }
}
