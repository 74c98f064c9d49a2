using System.Collections.Concurrent;
using MassTransit;
using Platform.Contracts.Api;
using Platform.Contracts.Events;

namespace Platform.Tracker.Journal;

/// <summary>Trainers and what they train, as their heartbeats say. Kept in memory: a tracker that starts hears them anew.</summary>
sealed class HeardTrainers(TimeProvider clock)
{
    // heartbeats come every two seconds
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan s_memory = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, (HeartbeatSent Beat, long At)> _last = [];

    public void Heard(HeartbeatSent beat) => _last[beat.Trainer] = (beat, clock.GetTimestamp());

    /// <summary>The runs that are being trained.</summary>
    public IReadOnlyList<Guid> Alive() => [.. Speaking().Select(b => b.RunId).OfType<Guid>().Distinct()];

    /// <summary>By run: the journals that those who speak have and can publish again.</summary>
    public ILookup<Guid, DeliveredJournal> Delivered() => Speaking().SelectMany(b => b.Journals ?? []).ToLookup(j => j.RunId);

    /// <summary>The last that was heard of an attempt at a run, and how long ago.</summary>
    public (HeartbeatSent Beat, TimeSpan Age)? NewsOf(Guid run, int attempt)
    {
        var news = Remembered().Where(t => t.Beat.RunId == run && t.Beat.Attempt == attempt).ToArray();
        return news.Length == 0 ? null : news.MinBy(t => t.Age);
    }

    /// <summary>What was heard lately, the silent left out.</summary>
    public IReadOnlyList<HeartbeatSent> Speaking() => [.. Remembered().Where(t => t.Age <= s_patience).Select(t => t.Beat)];

    /// <summary>By name; those that are silent stay for a while, as lost, unless they were idle or said that they end.</summary>
    public IReadOnlyList<TrainerSummary> List() =>
        [.. Remembered().Where(t => t.Age <= s_patience || t.Beat.State is null or TrainerState.Training).OrderBy(t => t.Beat.Trainer, StringComparer.Ordinal).Select(Summary)];

    TrainerSummary Summary((HeartbeatSent Beat, TimeSpan Age) heard) => new()
    {
        Trainer = heard.Beat.Trainer,
        Host = heard.Beat.Host,
        Device = heard.Beat.Device,
        LastHeardAt = clock.GetUtcNow() - heard.Age,
        RunId = heard.Beat.RunId,
        RunName = heard.Beat.RunName,
        Iteration = heard.Beat.Iteration,
        TotalIterations = heard.Beat.TotalIterations,
        State = heard.Age > s_patience ? TrainerState.Lost : heard.Beat.State ?? (heard.Beat.RunId is null ? TrainerState.Idle : TrainerState.Training),
    };

    List<(HeartbeatSent Beat, TimeSpan Age)> Remembered()
    {
        var found = new List<(HeartbeatSent, TimeSpan)>();
        foreach (var (trainer, (beat, at)) in _last)
            if (clock.GetElapsedTime(at) is var age && age <= s_memory)
                found.Add((beat, age));
            else
                _last.TryRemove(trainer, out _);
        return found;
    }
}

/// <summary>Every tracker hears every heartbeat, on a queue of its own that vanishes with it.</summary>
sealed class HearTrainersConsumer(HeardTrainers trainers) : IConsumer<HeartbeatSent>
{
    public Task Consume(ConsumeContext<HeartbeatSent> context)
    {
        trainers.Heard(context.Message);
        return Task.CompletedTask;
    }
}
