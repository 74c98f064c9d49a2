using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Commands;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>Publishes entries of journals this process wrote once more when a tracker asks for them. The publishers' cursors are not moved.</summary>
public sealed class EntryResender : IAsyncDisposable
{
    readonly IBus _bus;
    readonly OwnJournals _journals;
    readonly ILogger _log;
    readonly HostReceiveEndpointHandle _endpoint;

    EntryResender(IBus bus, OwnJournals journals, ILogger? log)
    {
        (_bus, _journals, _log) = (bus, journals, log ?? NullLogger.Instance);
        _endpoint = bus.ConnectReceiveEndpoint(new TemporaryEndpointDefinition(tag: "resend"), DefaultEndpointNameFormatter.Instance,
            endpoint =>
            {
                // who asked will ask again; a queue of failures would outlive this process
                endpoint.DiscardFaultedMessages();
                endpoint.PublishFaults = false;
                endpoint.Handler<ResendEntries>(context => ResendAsync(context.Message, context.CancellationToken));
            });
    }

    /// <summary>Starts to listen, on a queue that goes with this process; it is there whenever the broker is.</summary>
    public static EntryResender Start(IBus bus, OwnJournals journals, ILogger? log = null) => new(bus, journals, log);

    /// <summary>Ends when it is heard by.</summary>
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
            JournalLog.ResendingEnded(_log, e.Message); // a broker that is away takes the queue with it
        }
    }

    async Task ResendAsync(ResendEntries asked, CancellationToken cancel)
    {
        if (_journals.Find(asked.RunId) is not { HoldsJournal: true } folder)
            return;
        JournalLog.EntriesAskedFor(_log, asked.RunId, asked.From, asked.To);
        foreach (var record in JournalReader.Read(folder.Journal))
        {
            if (record.Header.Sequence > asked.To)
                return;
            if (record.Header.Sequence >= asked.From)
                await _bus.PublishLineAsync(record.Bytes, record.WireName, cancel);
        }
    }
}
