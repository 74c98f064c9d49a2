using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Tracker.Ablations;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Backbones;

/// <summary>What runs took, as their journals have it.</summary>
sealed class RunCosts
{
    const string Rate = "rate/iterations";
    const string Memory = "system/memory";
    const string GpuMemory = "system/gpu-memory";

    readonly Dictionary<(Guid Run, string Metric), double> _peaks;
    readonly Dictionary<Guid, double> _rates;

    RunCosts(Dictionary<(Guid, string), double> peaks, Dictionary<Guid, double> rates) => (_peaks, _rates) = (peaks, rates);

    public static async Task<RunCosts> ReadAsync(TrackerDb db, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        var peaks = await db.MetricTotals.AsNoTracking().Where(m => runs.Contains(m.RunId) && (m.Name == Memory || m.Name == GpuMemory) && m.Max != null)
            .Select(m => new { m.RunId, m.Name, m.Max }).ToListAsync(cancel);
        // a run that has ended has all its points in chunks
        var rates = await db.MetricChunks.AsNoTracking().Where(c => runs.Contains(c.RunId) && c.Name == Rate && c.Sum != null)
            .GroupBy(c => c.RunId).Select(g => new { g.Key, Sum = g.Sum(c => c.Sum), Count = g.Sum(c => c.Count) }).ToListAsync(cancel);
        return new(peaks.ToDictionary(p => (p.RunId, p.Name), p => p.Max!.Value), rates.ToDictionary(r => r.Key, r => r.Sum!.Value / r.Count));
    }

    public BackboneCost Of(IReadOnlyCollection<ScoredRun> runs) => new(
        SampleSummary.Of(runs.Where(r => r.Summary.EndedAt is not null).Select(r => (r.Summary.EndedAt!.Value - r.Summary.StartedAt).TotalSeconds)),
        SampleSummary.Of(runs.Where(r => _rates.ContainsKey(r.Id)).Select(r => _rates[r.Id])),
        Peak(runs, Memory), Peak(runs, GpuMemory),
        [.. runs.Select(r => r.Device).Distinct().Order(StringComparer.Ordinal)],
        runs.Count(r => r.Summary.Attempt > 1));

    double? Peak(IEnumerable<ScoredRun> runs, string metric) =>
        runs.Select(r => _peaks.TryGetValue((r.Id, metric), out var peak) ? peak : (double?)null).Max();
}
