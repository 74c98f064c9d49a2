using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Faults;

/// <summary>The publisher of a run's journal as a process of its own, so that it can be killed apart from who writes.</summary>
static class PublisherProcess
{
    public static async Task<int> RunAsync(RunFolder folder, string broker)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPlatformBus(new() { Kind = BusOptions.RabbitMq, Uri = broker });
        using var host = builder.Build();
        await host.StartAsync();
        var log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("publisher");
        await using var publisher = JournalPublisher.Start(host.Services.GetRequiredService<IBus>(), folder, log: log);
        await host.WaitForShutdownAsync();
        return 0;
    }
}
