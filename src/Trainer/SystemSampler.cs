using System.Diagnostics;
using Platform.Contracts.Events;

namespace Platform.Trainer;

/// <summary>Samples this process's CPU and memory every few seconds.</summary>
sealed class SystemSampler(TimeProvider clock)
{
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    readonly Process _process = Process.GetCurrentProcess();
    long _sampledAt = clock.GetTimestamp();
    TimeSpan _cpu = Process.GetCurrentProcess().TotalProcessorTime;

    public bool Due => clock.GetElapsedTime(_sampledAt) >= s_interval;

    public SystemSampled Sample(int iteration)
    {
        _process.Refresh();
        var cpu = _process.TotalProcessorTime;
        var percent = 100 * (cpu - _cpu) / clock.GetElapsedTime(_sampledAt);
        (_cpu, _sampledAt) = (cpu, clock.GetTimestamp());
        return new() { Iteration = iteration, CpuPercent = Math.Round(percent, 1), MemoryBytes = _process.WorkingSet64 };
    }
}
