using System.Collections.Concurrent;
using MassTransit;
using Platform.Contracts.Events;

namespace Platform.Tracker.Journal;

/// <summary>Which runs are being trained, as their heartbeats say. Kept in memory: a tracker that starts hears them anew.</summary>
sealed class HeardTrainers(TimeProvider clock)
{
    // heartbeats come every five seconds
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<Guid, long> _heardAt = [];

    public void Heard(Guid run) => _heardAt[run] = clock.GetTimestamp();

    public IReadOnlyList<Guid> Alive()
    {
        foreach (var (run, at) in _heardAt)
            if (clock.GetElapsedTime(at) > s_patience)
                _heardAt.TryRemove(run, out _);
        return [.. _heardAt.Keys];
    }
}

/// <summary>Every tracker hears every heartbeat, on a queue of its own that vanishes with it.</summary>
sealed class HearTrainersConsumer(HeardTrainers trainers) : IConsumer<HeartbeatSent>
{
    public Task Consume(ConsumeContext<HeartbeatSent> context)
    {
        if (context.Message.RunId is { } run)
            trainers.Heard(run);
        return Task.CompletedTask;
    }
}
