using MassTransit;
using Microsoft.Extensions.Options;
using Platform.Contracts;

namespace Platform.Tracker.Journal;

/// <summary>Which queue, how many lines a transaction, and how long one waits for others.</summary>
sealed class StoreEntriesConsumerDefinition : ConsumerDefinition<StoreEntriesConsumer>
{
    readonly TrackerOptions _options;

    public StoreEntriesConsumerDefinition(IOptions<TrackerOptions> options)
    {
        _options = options.Value;
        EndpointName = BusSetup.JournalQueue;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<StoreEntriesConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureJournalEndpoint();
        // Two batches: one is being stored while the next one fills.
        endpointConfigurator.PrefetchCount = 2 * _options.BatchSize;
        endpointConfigurator.ConcurrentMessageLimit = 2 * _options.BatchSize;
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(_options.BatchSize)
            .SetTimeLimit(TimeSpan.FromMilliseconds(_options.BatchMilliseconds))
            .SetConcurrencyLimit(1));
    }
}
