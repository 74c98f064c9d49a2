namespace Platform.Trainer;

/// <summary>Iterations a second over the last second or more of training; evaluations and checkpoints do not count as training.</summary>
sealed class Throughput(TimeProvider clock)
{
    static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    long _since = clock.GetTimestamp();
    int _iterations;

    /// <summary>Of the last full window; null before there is one.</summary>
    public double? PerSecond { get; private set; }

    public void Count()
    {
        _iterations++;
        var elapsed = clock.GetElapsedTime(_since);
        if (elapsed < s_window)
            return;
        PerSecond = _iterations / elapsed.TotalSeconds;
        Restart();
    }

    /// <summary>Begins a new window, without what was not training.</summary>
    public void Restart() => (_since, _iterations) = (clock.GetTimestamp(), 0);
}
