using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Commands;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Contracts;

/// <summary>The only place that picks RabbitMQ or the in-memory bus, and that knows queues, JSON and confirms.</summary>
public static class BusSetup
{
    /// <summary>The queue every journal line waits in for a tracker.</summary>
    public const string JournalQueue = "tracker-journal";

    /// <summary>Where lines go that no tracker could take.</summary>
    public const string JournalErrorQueue = JournalQueue + "_error";

    // queues of this kind live as long as one process: no quorum, no retry
    const string PerInstancePrefix = "instance-";

    /// <summary>
    /// Registers the one bus of this process, with the given consumers each on its own queue. It connects in the
    /// background and again whenever the broker comes back; see <see cref="EnsureReachableAsync"/>.
    /// </summary>
    /// <exception cref="UserErrorException">The options cannot be used.</exception>
    public static IServiceCollection AddPlatformBus(
        this IServiceCollection services, BusOptions options, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var rabbitMq = options.Validate();
        LogContext.Current = null!; // else this bus borrows the loggers of one that ended earlier in the same flow (tests)
        // in memory a line published before its queue exists is lost, so start-up waits; a broker may be away for long
        services.AddOptions<MassTransitHostOptions>().Configure(o =>
        {
            o.WaitUntilStarted = !rabbitMq;
            o.StopTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(includeNamespace: false));
            consumers?.Invoke(bus);
            bus.AddConfigureEndpointsCallback(ConfigureQueue);
            if (rabbitMq)
                bus.UsingRabbitMq((context, broker) => ConfigureRabbitMq(broker, context, options));
            else
                bus.UsingInMemory((context, memory) =>
                {
                    UseJournalJson(memory);
                    memory.ConfigureEndpoints(context);
                });
        });
        return services;
    }

    /// <summary>Connects to the broker once and hangs up; the in-memory bus is always there.</summary>
    /// <exception cref="UserErrorException">The broker cannot be connected to within 5 s, does not answer within 60 s, or refuses us; the message names it.</exception>
    public static Task EnsureReachableAsync(BusOptions options, CancellationToken cancel = default) =>
        BusReachability.EnsureAsync(options, cancel);

    /// <summary>
    /// Makes the endpoint one that takes journal lines: bound to exchange <c>run-journal</c>, any message type, bodies left
    /// alone (not even parsed: read them from <c>ReceiveContext.Body</c>). Its queue must be <see cref="JournalQueue"/>.
    /// </summary>
    public static void ConfigureJournalEndpoint(this IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ClearSerialization();
        endpoint.AddSerializer(new SystemTextJsonMessageSerializerFactory());
        endpoint.AddDeserializer(new JournalLineDeserializerFactory(), isDefault: true);
        endpoint.PublishFaults = false;
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator queue)
            return;
        queue.SetQuorumQueue();
        // The exchange feeds the queue directly, as the publisher declares it too; a second way, over the endpoint's own
        // exchange, would deliver every line twice. The only call that binds so is meant for dead letters: take that back.
        queue.ConfigureConsumeTopology = false;
        queue.BindDeadLetterQueue(JournalEntity.Name, JournalQueue, MakeQuorum);
        queue.SetQueueArgument(RabbitMQ.Client.Headers.XDeadLetterExchange, null!);
    }

    /// <summary>
    /// Gives the consumer a queue per process that goes when the process ends, so that every process hears everything:
    /// <c>bus.AddConsumer&lt;RefreshRunConsumer&gt;().AsTemporaryPerInstance("dashboard-refresh-run")</c>.
    /// </summary>
    public static void AsTemporaryPerInstance(this IConsumerRegistrationConfigurator consumer, string name) =>
        consumer.Endpoint(endpoint =>
        {
            endpoint.Name = $"{PerInstancePrefix}{name}-{Guid.CreateVersion7():N}";
            endpoint.Temporary = true;
        });

    /// <summary>Whether this bus forgets its messages with the process.</summary>
    public static bool IsInMemory(this IBus bus) => bus.Address.Scheme == "loopback";

    static void ConfigureRabbitMq(IRabbitMqBusFactoryConfigurator broker, IBusRegistrationContext context, BusOptions options)
    {
        broker.Host(new Uri(options.Uri), host =>
        {
            host.PublisherConfirmation = true;
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
        });
        UseJournalJson(broker);
        // whoever publishes a line declares the queue too: what is published before a tracker ever ran waits there
        broker.Publish<JournalLine>(exchange => exchange.BindQueue(JournalEntity.Name, JournalQueue, MakeQuorum));
        // the same for cells that wait for a trainer
        broker.Publish<StartRun>(exchange => exchange.BindQueue(StartRun.Exchange, StartRun.Queue, MakeQuorum));
        broker.ConfigureEndpoints(context);
    }

    static void ConfigureQueue(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        if (name.StartsWith(PerInstancePrefix, StringComparison.Ordinal))
            return;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
            queue.SetQuorumQueue();
        // the journal's consumer batches, and knows itself what is worth another try
        if (name != JournalQueue)
            endpoint.UseMessageRetry(retry => retry.Intervals(100, 1_000, 5_000));
    }

    static void MakeQuorum(IRabbitMqQueueBindingConfigurator queue) => queue.SetQueueArgument(RabbitMQ.Client.Headers.XQueueType, "quorum");

    static void UseJournalJson(IBusFactoryConfigurator bus) => bus.ConfigureJsonSerializerOptions(JournalJson.Configure);
}
