using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Events;

namespace Platform.Trainer.Journal;

/// <summary>Says every few seconds that a run is being trained. Best effort: one that cannot be sent in time is not sent.</summary>
public sealed class HeartbeatPublisher : IAsyncDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    readonly IBus _bus;
    readonly Guid _run;
    readonly int _attempt;
    readonly Func<int> _iteration;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly CancellationTokenSource _stop = new();
    readonly Task _beating;

    HeartbeatPublisher(IBus bus, Guid run, int attempt, Func<int> iteration, TimeProvider clock, ILogger? log)
    {
        (_bus, _run, _attempt, _iteration, _clock, _log) = (bus, run, attempt, iteration, clock, log ?? NullLogger.Instance);
        _beating = Task.Run(BeatAsync);
    }

    /// <summary>Starts with a first beat; disposing ends it.</summary>
    public static HeartbeatPublisher Start(
        IBus bus, Guid run, int attempt, Func<int> iteration, TimeProvider clock, ILogger? log = null) =>
        new(bus, run, attempt, iteration, clock, log);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Every, _clock);
        do
            await SendAsync();
        while (await NextAsync(timer));
    }

    async Task SendAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(Every);
        try
        {
            await _bus.Publish(new HeartbeatSent
            {
                Trainer = $"{Environment.MachineName}:{Environment.ProcessId}",
                SentAt = _clock.GetUtcNow(),
                RunId = _run,
                Attempt = _attempt,
                Iteration = _iteration(),
            }, limit.Token);
        }
        catch (Exception e) // the next one says the same
        {
            JournalLog.HeartbeatLost(_log, _run, e.Message);
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
