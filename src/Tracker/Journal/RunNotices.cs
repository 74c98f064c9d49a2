using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Contracts.Events;

namespace Platform.Tracker.Journal;

/// <summary>
/// Publishes which runs changed, a few times a second a run at most: what comes in between is told by the last notice,
/// which is always sent. A notice is a hint; losing the process loses nothing but a hint.
/// </summary>
sealed class RunNotices(IBus bus, IOptions<TrackerOptions> options, TimeProvider clock, ILogger<RunNotices> logger) : BackgroundService
{
    static readonly TimeSpan s_publishLimit = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<Guid, RunChanged> _waiting = [];
    readonly SemaphoreSlim _some = new(0, 1);

    public void Add(IEnumerable<RunChanged> changes)
    {
        foreach (var change in changes)
            Keep(change);
        Wake();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromMilliseconds(options.Value.NoticeMilliseconds);
        while (true)
        {
            await _some.WaitAsync(stoppingToken);
            await PublishAsync(stoppingToken);
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    async Task PublishAsync(CancellationToken stop)
    {
        var batch = _waiting.Keys.Select(run => _waiting.TryRemove(run, out var change) ? change : null).OfType<RunChanged>().ToArray();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(s_publishLimit);
            await bus.PublishBatch(batch, limit.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // The broker may be away for long: keep the newest notice of each run for when it is back.
            Log.NoticesDelayed(logger, batch.Length, e.Message);
            foreach (var change in batch)
                Keep(change);
            Wake();
        }
    }

    // Concurrent batches may finish out of order: the later sequence is the news.
    void Keep(RunChanged change) =>
        _waiting.AddOrUpdate(change.RunId, change, (_, old) => old.AppliedSequence > change.AppliedSequence ? old : change);

    void Wake()
    {
        lock (_some)
            if (_some.CurrentCount == 0)
                _some.Release();
    }

    public override void Dispose()
    {
        _some.Dispose();
        base.Dispose();
    }
}
