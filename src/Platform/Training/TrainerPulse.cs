using MassTransit;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Training;

/// <summary>
/// What this process says of itself every two seconds: who it is, where, what it is at, and how far its journals were
/// delivered. A tracker that lacks entries of them gets these again.
/// </summary>
sealed class TrainerPulse : IAsyncDisposable
{
    readonly HeartbeatPublisher _beating;
    readonly CommandListener _resender;
    readonly OwnJournals _journals = new();
    readonly TimeProvider _clock;
    readonly string _device;
    volatile At _at;

    TrainerPulse(IBus bus, string device, TrainerState state, TimeProvider clock, ILogger log)
    {
        (_clock, _device, _at) = (clock, device, new(state));
        _resender = EntryResender.Start(bus, _journals, log);
        _beating = HeartbeatPublisher.Start(bus, Say, clock, log);
    }

    /// <summary>Unique by process: a process started again under the same number is another.</summary>
    public string Trainer { get; } = $"{Environment.MachineName}/{Environment.ProcessId}-{Guid.CreateVersion7().ToString("N")[^4..]}";

    /// <param name="device">"cpu", "cuda:1".</param>
    /// <param name="state">What it is before its first run.</param>
    public static TrainerPulse Start(IBus bus, string device, TrainerState state, TimeProvider clock, ILogger log) => new(bus, device, state, clock, log);

    public void Idle() => _at = new(TrainerState.Idle);

    /// <param name="folder">Where its journal is written; null before that is known.</param>
    public void Training(Guid run, string? name, int attempt, int total, Func<int> iteration, RunFolder? folder = null)
    {
        if (folder is not null)
            _journals.Add(run, attempt, folder);
        _at = new(_at.State == TrainerState.Draining ? TrainerState.Draining : TrainerState.Training, run, name, attempt, total, iteration);
    }

    /// <summary>It ends after what it is at.</summary>
    public void Drain() => _at = _at with { State = TrainerState.Draining };

    public async ValueTask DisposeAsync()
    {
        await _beating.DisposeAsync();
        await _resender.DisposeAsync();
    }

    HeartbeatSent Say()
    {
        var at = _at;
        return new()
        {
            Trainer = Trainer,
            SentAt = _clock.GetUtcNow(),
            Host = Environment.MachineName,
            Device = _device,
            State = at.State,
            RunId = at.Run,
            RunName = at.Name,
            Attempt = at.Attempt,
            Iteration = at.Iteration?.Invoke(),
            TotalIterations = at.Total,
            Journals = _journals.Delivered() is { Count: > 0 } journals ? journals : null,
        };
    }

    sealed record At(TrainerState State, Guid? Run = null, string? Name = null, int? Attempt = null, int? Total = null, Func<int>? Iteration = null);
}
