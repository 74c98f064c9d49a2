using MassTransit;
using Microsoft.Extensions.Logging;

namespace Platform.Trainer.Journal;

/// <summary>Hears commands of one kind, on a queue that goes with this process; it is there whenever the broker is.</summary>
public sealed class CommandListener : IAsyncDisposable
{
    readonly HostReceiveEndpointHandle _endpoint;
    readonly string _tag;
    readonly ILogger _log;

    CommandListener(HostReceiveEndpointHandle endpoint, string tag, ILogger log) => (_endpoint, _tag, _log) = (endpoint, tag, log);

    /// <param name="tag">What the queue's name says it is for.</param>
    internal static CommandListener Start<T>(IBus bus, string tag, Func<T, CancellationToken, Task> hear, ILogger log) where T : class =>
        new(bus.ConnectReceiveEndpoint(new TemporaryEndpointDefinition(tag: tag), DefaultEndpointNameFormatter.Instance, endpoint =>
        {
            // who asked will ask again; a queue of failures would outlive this process
            endpoint.DiscardFaultedMessages();
            endpoint.PublishFaults = false;
            endpoint.Handler<T>(context => hear(context.Message, context.CancellationToken));
        }), tag, log);

    /// <summary>Ends when it hears.</summary>
    public Task Ready => _endpoint.Ready;

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            // an endpoint that is told to stop while it starts may never say that it did
            await _endpoint.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or MassTransitException)
        {
            JournalLog.ListeningEnded(_log, _tag, e.Message); // a broker that is away takes the queue with it
        }
    }
}
