using Platform.Contracts.Api;
using Platform.Contracts.Commands;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Contracts;

/// <summary>Asks the broker how full the queues are, over a connection of its own that it keeps.</summary>
public sealed class BusGauge(BusOptions options) : IAsyncDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    static readonly string[] s_queues = [BusSetup.JournalQueue, BusSetup.JournalErrorQueue, StartRun.Queue];

    readonly SemaphoreSlim _turn = new(1, 1);
    IConnection? _connection;

    /// <summary>Never throws for the broker: what is wrong with it is part of the answer.</summary>
    public Task<BrokerStatus> ReadAsync(CancellationToken cancel) => ReadAsync(s_queues, cancel);

    /// <summary>Whether the broker says that no entry waits in the journal's queue; in memory none can, and it is true.</summary>
    public async Task<bool> JournalIsDrainedAsync(CancellationToken cancel) =>
        await ReadAsync([BusSetup.JournalQueue], cancel) is { Problem: null } status && status.Queues.All(q => q.Messages == 0);

    async Task<BrokerStatus> ReadAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (!options.Validate())
            return new(options.Kind, null, null, []);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_patience);
        await _turn.WaitAsync(cancel);
        try
        {
            var queues = new List<QueueStatus>();
            foreach (var queue in names)
                queues.Add(await ReadAsync(queue, limit.Token));
            return new(options.Kind, options.ShownUri, null, queues);
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            await CloseAsync();
            return new(options.Kind, options.ShownUri, BusReachability.Why(e), []);
        }
        finally
        {
            _turn.Release();
        }
    }

    // A channel a question: asking for a queue that is not there closes it.
    async Task<QueueStatus> ReadAsync(string queue, CancellationToken cancel)
    {
        _connection ??= await new ConnectionFactory
        {
            Uri = new(options.Uri), RequestedConnectionTimeout = s_patience, AutomaticRecoveryEnabled = false, ClientProvidedName = "platform queue gauge",
        }.CreateConnectionAsync(cancel);
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            var found = await channel.QueueDeclarePassiveAsync(queue, cancel);
            return new(queue, found.MessageCount, (int)found.ConsumerCount);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return new(queue, null, null);
        }
    }

    async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _turn.Dispose();
    }
}
