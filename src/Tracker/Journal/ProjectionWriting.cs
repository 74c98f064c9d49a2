using Platform.Tracker.Metrics;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>What the projections of one transaction have to write: rows EF tracks, and points, which go past it.</summary>
sealed class ProjectionWriting(TrackerDb db, IMetricWriter metrics)
{
    public MetricChanges Metrics { get; } = new();

    public async Task SaveAsync(CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        if (Metrics.Any)
            await metrics.WriteAsync(db, Metrics, cancel);
        Metrics.Clear();
    }
}
