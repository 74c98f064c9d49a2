using Platform.Contracts.Events;

namespace Platform.Trainer;

/// <summary>What this process takes of the machine, every few seconds.</summary>
sealed class SystemSampler(TimeProvider clock)
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(3);

    long _since = clock.GetTimestamp();
    TimeSpan _cpu = Environment.CpuUsage.TotalTime;

    /// <summary>Null when the last sample is too recent.</summary>
    public SystemSampled? Sample(int iteration)
    {
        var elapsed = clock.GetElapsedTime(_since);
        if (elapsed < s_every)
            return null;
        var cpu = Environment.CpuUsage.TotalTime;
        var sample = new SystemSampled
        {
            Iteration = iteration,
            CpuPercent = 100 * (cpu - _cpu) / elapsed,
            MemoryBytes = Environment.WorkingSet,
        };
        (_since, _cpu) = (clock.GetTimestamp(), cpu);
        return sample;
    }
}
