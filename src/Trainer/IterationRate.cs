namespace Platform.Trainer;

/// <summary>Iterations a second, over windows of at least one second; evaluations are left out.</summary>
sealed class IterationRate(TimeProvider clock)
{
    static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    long _since = clock.GetTimestamp();
    int? _from;

    /// <summary>The rate when a window is full, else null.</summary>
    public double? At(int iteration)
    {
        _from ??= iteration;
        var elapsed = clock.GetElapsedTime(_since);
        if (elapsed < s_window || iteration == _from)
            return null;
        var rate = (iteration - _from.Value) / elapsed.TotalSeconds;
        Restart(iteration);
        return rate;
    }

    public void Restart(int iteration) => (_from, _since) = (iteration, clock.GetTimestamp());
}
