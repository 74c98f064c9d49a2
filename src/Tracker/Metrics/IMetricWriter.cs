using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>Writes points past EF, whose change tracker would cost more than all else. Called inside a transaction.</summary>
interface IMetricWriter
{
    Task WriteAsync(TrackerDb db, MetricChanges changes, CancellationToken cancel);
}
