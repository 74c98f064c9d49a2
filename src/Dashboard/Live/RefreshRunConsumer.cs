using MassTransit;
using Platform.Contracts.Events;

namespace Platform.Dashboard.Live;

/// <summary>Every dashboard hears every change, on a queue of its own that vanishes with it.</summary>
sealed class RefreshRunConsumer(RunFeed feed) : IConsumer<RunChanged>
{
    public Task Consume(ConsumeContext<RunChanged> context)
    {
        feed.Publish(context.Message);
        return Task.CompletedTask;
    }
}
