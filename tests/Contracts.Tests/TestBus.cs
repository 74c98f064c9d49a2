using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Tests;

/// <summary>Tests that share the broker's one journal queue take turns.</summary>
[CollectionDefinition(nameof(JournalQueueCollection), DisableParallelization = true)]
public sealed class JournalQueueCollection;

/// <summary>A process with a bus that keeps what it hears.</summary>
sealed class TestBus : IAsyncDisposable
{
    readonly IHost _host;

    TestBus(IHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();
    public ConcurrentQueue<ReceivedLine> Lines => _host.Services.GetRequiredService<Heard>().Lines;
    public ConcurrentQueue<RunChanged> Changes => _host.Services.GetRequiredService<Heard>().Changes;

    public static async Task<TestBus> StartAsync(BusOptions options, bool consume = true, bool fail = false)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(new Heard { Fail = fail });
        builder.Services.AddPlatformBus(options, bus =>
        {
            if (consume)
                bus.AddConsumer<KeepLinesConsumer, KeepLinesDefinition>();
            bus.AddConsumer<KeepChangesConsumer>().AsTemporaryPerInstance("test-changes");
        });
        var host = builder.Build();
        await host.StartAsync().WaitAsync(Patience.OfWait);
        var control = host.Services.GetRequiredService<IBusControl>();
        (await control.WaitForHealthStatus(BusHealthStatus.Healthy, Patience.OfWait)).ShouldBe(BusHealthStatus.Healthy);
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(Patience.OfWait);
        _host.Dispose();
    }

    public sealed record ReceivedLine(byte[] Body, string? MessageType);

    sealed class Heard
    {
        public ConcurrentQueue<ReceivedLine> Lines { get; } = [];
        public ConcurrentQueue<RunChanged> Changes { get; } = [];
        public required bool Fail { get; init; }
    }

    sealed class KeepLinesConsumer(Heard heard) : IConsumer<Batch<JournalLine>>
    {
        public Task Consume(ConsumeContext<Batch<JournalLine>> context)
        {
            foreach (var line in context.Message)
                heard.Lines.Enqueue(new(line.ReceiveContext.Body.GetBytes(), line.ReceiveContext.TransportHeaders.Get<string>(MessageHeaders.MessageType)));
            return heard.Fail ? throw new InvalidOperationException("told to fail") : Task.CompletedTask;
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
            consumer.Options<BatchOptions>(o => o.SetMessageLimit(100).SetTimeLimit(TimeSpan.FromMilliseconds(20)));
        }
    }

    sealed class KeepChangesConsumer(Heard heard) : IConsumer<RunChanged>
    {
        public Task Consume(ConsumeContext<RunChanged> context)
        {
            heard.Changes.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
