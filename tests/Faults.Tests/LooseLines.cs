using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts;
using Platform.Contracts.Journal;

namespace Platform.Faults;

/// <summary>Puts lines on the bus without the care of a publisher.</summary>
static class LooseLines
{
    public static async Task PublishAsync(string broker, IEnumerable<(byte[] Bytes, string WireName)> lines)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPlatformBus(new() { Kind = BusOptions.RabbitMq, Uri = broker });
        using var host = builder.Build();
        await host.StartAsync();
        var bus = host.Services.GetRequiredService<IBus>();
        using var limit = new CancellationTokenSource(KillableServices.Patience);
        foreach (var (bytes, wireName) in lines)
            await bus.PublishLineAsync(bytes, wireName, limit.Token);
        await host.StopAsync(CancellationToken.None);
    }
}
