using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Commands;

namespace Platform.Trainer.Journal;

/// <summary>Hears that a run is to end, on a queue that goes with this process.</summary>
public sealed class StopListener : IAsyncDisposable
{
    readonly HostReceiveEndpointHandle _endpoint;
    readonly ILogger _log;
    readonly Guid _run;

    StopListener(IBus bus, Guid run, int attempt, Action<string> stop, ILogger? log)
    {
        (_run, _log) = (run, log ?? NullLogger.Instance);
        _endpoint = bus.ConnectReceiveEndpoint(new TemporaryEndpointDefinition(tag: "stop"), DefaultEndpointNameFormatter.Instance, endpoint =>
        {
            endpoint.DiscardFaultedMessages();
            endpoint.PublishFaults = false;
            endpoint.Handler<StopRun>(context =>
            {
                if (context.Message.RunId == run && (context.Message.Attempt ?? attempt) == attempt)
                    stop(context.Message.Reason is { Length: > 0 } reason ? reason : "command");
                return Task.CompletedTask;
            });
        });
    }

    /// <param name="stop">Called with the reason, at each command there is.</param>
    public static StopListener Start(IBus bus, Guid run, int attempt, Action<string> stop, ILogger? log = null) => new(bus, run, attempt, stop, log);

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
            JournalLog.ListeningEnded(_log, _run, e.Message); // a broker that is away takes the queue with it
        }
    }
}
