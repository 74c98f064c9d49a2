using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Fleet;

/// <summary>Runs that have not ended, with the newest of what their machines were doing.</summary>
static class AtWork
{
    const int MostRuns = 500;
    const string Rate = "rate/iterations";
    const string Cpu = "system/cpu";
    const string Memory = "system/memory";
    const string Gpu = "system/gpu";
    const string GpuMemory = "system/gpu-memory";

    static readonly string[] s_metrics = [Rate, Cpu, Memory, Gpu, GpuMemory];

    public static async Task<IReadOnlyList<RunAtWork>> ReadAsync(TrackerDb db, CancellationToken cancel)
    {
        var runs = await db.Runs.AsNoTracking().Where(r => r.Status == RunStatus.Running && r.StartedAt != null)
            .OrderByDescending(r => r.UpdatedAt).ThenBy(r => r.Id).Take(MostRuns)
            .Select(r => new RunAtWork
            {
                Id = r.Id, Name = r.Name!, Host = r.Host!, Device = r.Device!, Iteration = r.Iteration, TotalIterations = r.TotalIterations,
                UpdatedAt = r.UpdatedAt!.Value, Synthetic = r.Synthetic,
            }).ToListAsync(cancel);
        var ids = runs.Select(r => r.Id).ToArray();
        var last = (await db.MetricTotals.AsNoTracking().Where(t => ids.Contains(t.RunId) && s_metrics.Contains(t.Name))
            .Select(t => new { t.RunId, t.Name, t.Last }).ToListAsync(cancel)).ToDictionary(t => (t.RunId, t.Name), t => t.Last);
        return
        [
            .. runs.Select(r => r with
            {
                Rate = last.GetValueOrDefault((r.Id, Rate)), CpuPercent = last.GetValueOrDefault((r.Id, Cpu)), MemoryBytes = last.GetValueOrDefault((r.Id, Memory)),
                GpuPercent = last.GetValueOrDefault((r.Id, Gpu)), GpuMemoryBytes = last.GetValueOrDefault((r.Id, GpuMemory)),
            }),
        ];
    }
}
