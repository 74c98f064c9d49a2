using System.Diagnostics;
using System.Diagnostics.Metrics;
using MassTransit;
using Platform.Contracts.Journal;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Telemetry;

/// <summary>What the tracker counts of the lines it is given, and the activity each batch is part of.</summary>
static class TrackerTelemetry
{
    public const string StoredEntries = "platform.tracker.entries.stored";
    public const string StoredPoints = "platform.tracker.points.stored";

    static readonly Meter s_meter = new(JournalTelemetry.TrackerMeterName);

    static readonly Counter<long> s_received = s_meter.CreateCounter<long>("platform.tracker.entries.received", "{entry}", "Lines received, repeated ones included");
    static readonly Counter<long> s_stored = s_meter.CreateCounter<long>(StoredEntries, "{entry}", "Entries stored for the first time");
    static readonly Counter<long> s_points = s_meter.CreateCounter<long>(StoredPoints, "{point}", "Metric points of those entries");
    static readonly Counter<long> s_conflicts = s_meter.CreateCounter<long>("platform.tracker.conflicts", "{entry}", "Entries received with a stored sequence and other bytes");
    static readonly Counter<long> s_refused = s_meter.CreateCounter<long>("platform.tracker.refused", "{message}", "Messages that could not be taken and went to the error queue");
    static readonly Histogram<double> s_seconds = s_meter.CreateHistogram<double>("platform.tracker.batch.duration", "s", "From receiving a batch of lines to its commit");
    static readonly Histogram<int> s_size = s_meter.CreateHistogram<int>("platform.tracker.batch.size", "{entry}", "Lines stored in one transaction");

    /// <summary>Begins the activity of a batch, linked to those that published its lines.</summary>
    public static BatchTrace Consume(IEnumerable<ConsumeContext<JournalLine>> messages) =>
        new(Stopwatch.GetTimestamp(), !JournalTelemetry.Source.HasListeners() ? null
            : JournalTelemetry.Source.StartActivity(ActivityKind.Consumer, links: Links(messages), name: "journal consume"));

    public static void Record(int received, StoreOutcome outcome, BatchTrace trace)
    {
        s_received.Add(received);
        s_size.Record(received);
        s_seconds.Record(Stopwatch.GetElapsedTime(trace.Began).TotalSeconds);
        s_points.Add(outcome.Points);
        s_conflicts.Add(outcome.Conflicts);
        s_refused.Add(outcome.Refused.Count);
        s_stored.Add(outcome.Stored); // last: who sees these entries counted sees all of their batch
        trace.Activity?.SetTag("platform.entries", received).SetTag("platform.stored", outcome.Stored);
    }

    static IEnumerable<ActivityLink> Links(IEnumerable<ConsumeContext<JournalLine>> messages) =>
        messages.Select(m => m.ReceiveContext.TransportHeaders.Get<string>(JournalTelemetry.TraceHeader)).Distinct()
            .Select(parent => ActivityContext.TryParse(parent, null, isRemote: true, out var context) ? new ActivityLink(context) : default)
            .Where(link => link.Context != default);
}

/// <summary>When a batch came, and its activity where somebody listens.</summary>
readonly record struct BatchTrace(long Began, Activity? Activity) : IDisposable
{
    public void Dispose() => Activity?.Dispose();
}
