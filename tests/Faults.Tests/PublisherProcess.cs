using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Faults;

/// <summary>The publisher of a run's journal, with what goes with it, as a process of its own, so that it can be killed apart from who writes.</summary>
static class PublisherProcess
{
    public static async Task<int> RunAsync(RunFolder folder, Guid run, string broker)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPlatformBus(new() { Kind = BusOptions.RabbitMq, Uri = broker });
        using var host = builder.Build();
        await host.StartAsync();
        var log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("publisher");
        var bus = host.Services.GetRequiredService<IBus>();
        await using var publisher = JournalPublisher.Start(bus, folder, log: log);
        var journals = new OwnJournals();
        journals.Add(run, attempt: 1, folder);
        await using var resender = EntryResender.Start(bus, journals, log);
        await using var heartbeat = HeartbeatPublisher.Start(bus,
            () => new() { Trainer = $"faults:{Environment.ProcessId}", SentAt = TimeProvider.System.GetUtcNow(), RunId = run, Journals = journals.Delivered() }, TimeProvider.System, log);
        await host.WaitForShutdownAsync();
        return 0;
    }
}
