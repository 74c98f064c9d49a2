using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Events;

namespace Platform.Trainer.Journal;

/// <summary>Says every two seconds what a trainer is at. Best effort: one that cannot be sent in time is not sent.</summary>
public sealed class HeartbeatPublisher : IAsyncDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    readonly IBus _bus;
    readonly Func<HeartbeatSent> _say;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly CancellationTokenSource _stop = new();
    readonly Task _beating;

    HeartbeatPublisher(IBus bus, Func<HeartbeatSent> say, TimeProvider clock, ILogger? log)
    {
        (_bus, _say, _clock, _log) = (bus, say, clock, log ?? NullLogger.Instance);
        _beating = Task.Run(BeatAsync);
    }

    /// <summary>Starts with a first beat; disposing ends it.</summary>
    /// <param name="say">Asked for each beat.</param>
    public static HeartbeatPublisher Start(IBus bus, Func<HeartbeatSent> say, TimeProvider clock, ILogger? log = null) => new(bus, say, clock, log);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Every, _clock);
        var sending = Task.CompletedTask;
        do
            // a broker that is slow or away gets one at a time, and the newest when it is back
            sending = sending.IsCompleted ? SendAsync() : sending;
        while (await NextAsync(timer));
    }

    async Task SendAsync()
    {
        try
        {
            // not cancelled when beating ends: the bus would call that an error
            await _bus.Publish(_say(), CancellationToken.None);
        }
        catch (Exception e) // the next one says the same
        {
            JournalLog.HeartbeatLost(_log, e.Message);
        }
    }

    async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
