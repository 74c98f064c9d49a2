namespace Platform.Tracker.Tests;

/// <summary>A clock that stands until a test moves it on; timers set on it ring then.</summary>
sealed class HandClock : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<HandTimer> _timers = [];
    readonly DateTimeOffset _began = System.GetUtcNow();
    long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => _began.AddTicks(GetTimestamp());

    public void Advance(TimeSpan by)
    {
        var now = Interlocked.Add(ref _ticks, by.Ticks);
        HandTimer[] due;
        lock (_gate)
        {
            due = [.. _timers.Where(t => t.At <= now)];
            _timers.RemoveAll(due.Contains);
        }
        foreach (var timer in due)
            timer.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Rings once, as what waits for a delay needs.</summary>
    sealed class HandTimer(HandClock clock, Action ring) : ITimer
    {
        public long At { get; private set; }

        public Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                At = clock.GetTimestamp() + dueTime.Ticks;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock._timers.Add(this);
            }
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, default);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
