namespace Platform.Tracker.Sweeps;

/// <summary>
/// How long this tracker has been hearing heartbeats without interruption. Who hears nothing must not take others for silent:
/// neither while the broker is away, nor after it slept itself, on a machine that was suspended or too busy to run it.
/// </summary>
sealed class Hearing(TimeProvider clock)
{
    // between two looks, which are a second apart; what was said meanwhile may still wait to be heard
    static readonly TimeSpan s_asleep = TimeSpan.FromSeconds(10);

    long? _since;
    DateTimeOffset _looked;

    /// <summary>To be called at every look.</summary>
    public TimeSpan Look(bool hearing)
    {
        // the time of day: other clocks stand still while a machine is suspended
        var (before, now) = (_looked, clock.GetUtcNow());
        _looked = now;
        _since = hearing && now - before < s_asleep ? _since ?? clock.GetTimestamp() : null;
        return _since is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;
    }
}
