using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Platform.Contracts.Journal;

/// <summary>
/// The names under which the way of an entry can be watched: one trace from publish over consume to project, and meters of
/// both ends. Nothing is recorded, and nothing costs, while nobody listens.
/// </summary>
public static class JournalTelemetry
{
    /// <summary>The source of activities <c>journal publish</c>, <c>journal consume</c> and <c>journal project</c>.</summary>
    public const string SourceName = "Platform.Journal";

    public const string PublisherMeterName = "Platform.Publisher";
    public const string TrackerMeterName = "Platform.Tracker";

    /// <summary>The message header with the publisher's trace context (W3C).</summary>
    public const string TraceHeader = "traceparent";

    public static readonly ActivitySource Source = new(SourceName);

    static readonly Meter s_publisher = new(PublisherMeterName);

    public static readonly Counter<long> Confirmed =
        s_publisher.CreateCounter<long>("platform.publisher.entries.confirmed", "{entry}", "Entries the broker has confirmed");

    public static readonly Counter<long> Failures =
        s_publisher.CreateCounter<long>("platform.publisher.failures", "{failure}", "Windows of entries that were not wholly confirmed and are tried again");

    public static readonly Histogram<double> ConfirmSeconds =
        s_publisher.CreateHistogram<double>("platform.publisher.window.duration", "s", "From publishing a window of entries to its last confirm");
}
