using System.Diagnostics;
using System.Globalization;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Tests.Telemetry;

public sealed class MetricsTextTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task Stored_entries_are_counted_in_the_text_that_Prometheus_reads()
    {
        await using var host = await TestHost.StartAsync();
        var before = Value(await host.Http.GetStringAsync("metrics"), "platform_tracker_entries_stored_total");
        await host.PublishAsync(SomeJournal.Whole(10).Lines);
        await Eventually.Holds(async () => Value(await host.Http.GetStringAsync("metrics"), "platform_tracker_entries_stored_total") >= before + 10,
            "they are counted");
        var text = await host.Http.GetStringAsync("metrics");
        text.ShouldContain("# TYPE platform_tracker_batch_duration_seconds histogram\n");
        text.ShouldContain("platform_tracker_batch_duration_seconds_bucket{le=\"+Inf\"} ");
        text.ShouldContain("# HELP platform_tracker_refused_total ");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#'))
            double.TryParse(line[(line.LastIndexOf(' ') + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out _).ShouldBeTrue(line);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_line_can_be_followed_from_its_publisher_to_the_projections()
    {
        var ended = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == JournalTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await TestHost.StartAsync();
        ActivityTraceId published;
        using (var publishing = JournalTelemetry.Source.StartActivity("test publish").ShouldNotBeNull())
        {
            published = publishing.TraceId;
            await host.PublishAsync(SomeJournal.Whole(3).Lines);
        }
        await Eventually.Holds(() => ended.Any(a => a.OperationName == "journal consume" && a.Links.Any(l => l.Context.TraceId == published)),
            "the batch names its publisher");
        var consumed = ended.First(a => a.OperationName == "journal consume" && a.Links.Any(l => l.Context.TraceId == published));
        ended.ShouldContain(a => a.OperationName == "journal project" && a.ParentSpanId == consumed.SpanId);
    }

    static double Value(string text, string name) =>
        text.Split('\n').Where(l => l.StartsWith(name + " ", StringComparison.Ordinal))
            .Select(l => double.Parse(l[(name.Length + 1)..], CultureInfo.InvariantCulture)).SingleOrDefault();
}
