using Platform.Contracts;
using Platform.Contracts.Commands;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Work;

/// <summary>
/// The queue in which cells wait, as one trainer sees it: it takes one message and no other before that one is settled. Not
/// by way of the bus, whose endpoints take the next message as soon as one is done.
/// </summary>
sealed class CellQueue(BusOptions options, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);

    IConnection? _connection;
    IChannel? _channel;

    /// <summary>Waits for a message, through outages of the broker.</summary>
    /// <returns>Null where none came in time.</returns>
    public async Task<WaitingCell?> TakeAsync(TimeSpan? patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var began = clock.GetTimestamp();
        for (var pause = s_firstPause; ; pause = 2 * pause < s_longestPause ? 2 * pause : s_longestPause)
            try
            {
                var left = patience is { } most ? most - clock.GetElapsedTime(began) : Timeout.InfiniteTimeSpan;
                if (left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
                    return null;
                limit.CancelAfter(left);
                return await NextAsync(await OpenAsync(limit.Token), limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                cancel.ThrowIfCancellationRequested();
                return null;
            }
            catch (Exception e)
            {
                WorkLog.QueueAway(log, options.ShownUri, e.GetBaseException().Message);
                await CloseAsync();
                await Task.Delay(pause, clock, cancel);
            }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    async Task<IChannel> OpenAsync(CancellationToken cancel)
    {
        if (_channel is { IsOpen: true })
            return _channel;
        await CloseAsync();
        var factory = new ConnectionFactory
        {
            Uri = new(options.Uri), AutomaticRecoveryEnabled = false, RequestedHeartbeat = TimeSpan.FromSeconds(10), ClientProvidedName = "platform work",
        };
        _connection = await factory.CreateConnectionAsync(cancel);
        _channel = await _connection.CreateChannelAsync(cancellationToken: cancel);
        // the tracker declares it in the same way: whoever is first
        await _channel.QueueDeclareAsync(StartRun.Queue, durable: true, exclusive: false, autoDelete: false,
            arguments: new Dictionary<string, object?> { [Headers.XQueueType] = "quorum" }, cancellationToken: cancel);
        await _channel.BasicQosAsync(0, 1, global: false, cancel);
        return _channel;
    }

    static async Task<WaitingCell> NextAsync(IChannel channel, CancellationToken cancel)
    {
        var arrived = new TaskCompletionSource<ulong>(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            arrived.TrySetResult(message.DeliveryTag);
            return Task.CompletedTask;
        };
        channel.ChannelShutdownAsync += Ended;
        try
        {
            var tag = await channel.BasicConsumeAsync(StartRun.Queue, autoAck: false, consumer, cancel);
            try
            {
                return new(channel, await arrived.Task.WaitAsync(cancel));
            }
            finally
            {
                // no next one before this one is settled, and none at all while a cell is trained
                if (channel.IsOpen)
                    await channel.BasicCancelAsync(tag, cancellationToken: CancellationToken.None);
                // what came while it was given up goes back
                if (cancel.IsCancellationRequested && arrived.Task.IsCompletedSuccessfully && channel.IsOpen)
                    await channel.BasicNackAsync(arrived.Task.Result, multiple: false, requeue: true, CancellationToken.None);
            }
        }
        finally
        {
            channel.ChannelShutdownAsync -= Ended;
        }

        Task Ended(object sender, ShutdownEventArgs reason)
        {
            arrived.TrySetException(new IOException(reason.ReplyText));
            return Task.CompletedTask;
        }
    }

    async Task CloseAsync()
    {
        var (channel, connection) = (_channel, _connection);
        (_channel, _connection) = (null, null);
        try
        {
            if (channel is not null)
                await channel.DisposeAsync();
            if (connection is not null)
                await connection.DisposeAsync();
        }
        catch (Exception e)
        {
            WorkLog.QueueAway(log, options.ShownUri, e.Message); // gone already
        }
    }
}

/// <summary>A message that says that a cell waits; it is whoever's took it until settled.</summary>
sealed class WaitingCell(IChannel channel, ulong tag)
{
    /// <summary>It was seen to. A message that cannot be settled any more comes again, which does no harm.</summary>
    public ValueTask DoneAsync() => channel.IsOpen ? channel.BasicAckAsync(tag, multiple: false) : ValueTask.CompletedTask;

    /// <summary>Somebody else shall see to it.</summary>
    public ValueTask GiveBackAsync() => channel.IsOpen ? channel.BasicNackAsync(tag, multiple: false, requeue: true) : ValueTask.CompletedTask;
}
