namespace Platform.TestKit;

/// <summary>A clock that stands still until it is put forward: what waits for a time waits for the test.</summary>
public sealed class HandClock : TimeProvider
{
    readonly Lock _lock = new();
    readonly List<Alarm> _alarms = [];
    TimeSpan _now = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Whether somebody waits for a moment that is no further away.</summary>
    public bool IsAwaited(TimeSpan within)
    {
        lock (_lock)
            return _alarms.Any(a => a.Due <= _now + within);
    }

    public void Advance(TimeSpan time)
    {
        Alarm[] due;
        lock (_lock)
        {
            _now += time;
            due = [.. _alarms.Where(a => a.Due <= _now).OrderBy(a => a.Due)];
            foreach (var alarm in due)
                alarm.Next(_now);
        }
        foreach (var alarm in due)
            alarm.Ring();
    }

    sealed class Alarm(HandClock clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period;

        public TimeSpan Due { get; private set; }

        public void Ring() => callback(state);

        public void Next(TimeSpan now)
        {
            Due = now + _period;
            if (_period <= TimeSpan.Zero)
                clock._alarms.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                (Due, _period) = (clock._now + dueTime, period);
                if (dueTime >= TimeSpan.Zero)
                    clock._alarms.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
