using Platform.Contracts.Events;

namespace Platform.Tracker.Metrics;

/// <summary>System samples are series like any other.</summary>
static class SystemMetrics
{
    public static MetricColumns Of(SystemSampled e) => MetricColumns.Of(e.Iteration,
        ("system/cpu", e.CpuPercent), ("system/memory", e.MemoryBytes), ("system/gpu", e.GpuPercent), ("system/gpu-memory", e.GpuMemoryBytes));
}
