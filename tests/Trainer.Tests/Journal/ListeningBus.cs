using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;

namespace Platform.Trainer.Tests.Journal;

/// <summary>Tests that share the broker's one journal queue take turns.</summary>
[CollectionDefinition(nameof(JournalQueueCollection), DisableParallelization = true)]
public sealed class JournalQueueCollection;

/// <summary>A process with a bus, which listens like a tracker where told to.</summary>
sealed class ListeningBus : IAsyncDisposable
{
    readonly IHost _host;

    ListeningBus(IHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    /// <summary>Bodies in the order they came.</summary>
    public ConcurrentQueue<byte[]> Lines => _host.Services.GetRequiredService<Heard>().Lines;

    public ConcurrentQueue<HeartbeatSent> Heartbeats => _host.Services.GetRequiredService<Heard>().Heartbeats;

    /// <summary>What a journal file with these lines would hold.</summary>
    public byte[] AsFile => [.. Lines.SelectMany(line => line.Append((byte)'\n'))];

    public static async Task<ListeningBus> StartAsync(BusOptions options, bool listen = true)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<Heard>();
        builder.Services.AddPlatformBus(options, bus =>
        {
            if (!listen)
                return;
            bus.AddConsumer<KeepLinesConsumer, KeepLinesDefinition>();
            bus.AddConsumer<KeepHeartbeatsConsumer>().AsTemporaryPerInstance("test-heartbeats");
        });
        var host = builder.Build();
        await host.StartAsync().WaitAsync(Patience.OfWait);
        if (listen) // the bus connects in the background: a test may not publish before its listener is there
            (await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience.OfWait))
                .ShouldBe(BusHealthStatus.Healthy);
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(Patience.OfWait);
        _host.Dispose();
    }

    sealed class Heard
    {
        public ConcurrentQueue<byte[]> Lines { get; } = [];
        public ConcurrentQueue<HeartbeatSent> Heartbeats { get; } = [];
    }

    sealed class KeepLinesConsumer(Heard heard) : IConsumer<Batch<JournalLine>>
    {
        public Task Consume(ConsumeContext<Batch<JournalLine>> context)
        {
            foreach (var line in context.Message)
                heard.Lines.Enqueue(line.ReceiveContext.Body.GetBytes());
            return Task.CompletedTask;
        }
    }

    sealed class KeepLinesDefinition : ConsumerDefinition<KeepLinesConsumer>
    {
        public KeepLinesDefinition() => EndpointName = BusSetup.JournalQueue;

        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<KeepLinesConsumer> consumer, IRegistrationContext context)
        {
            endpoint.ConfigureJournalEndpoint();
            endpoint.PrefetchCount = 1000;
            consumer.Options<BatchOptions>(o => o.SetMessageLimit(200).SetTimeLimit(TimeSpan.FromMilliseconds(20)));
        }
    }

    sealed class KeepHeartbeatsConsumer(Heard heard) : IConsumer<HeartbeatSent>
    {
        public Task Consume(ConsumeContext<HeartbeatSent> context)
        {
            heard.Heartbeats.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
