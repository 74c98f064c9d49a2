using Platform.Contracts;
using Platform.Tracker.Fleet;
using Platform.Tracker.Journal;
using Platform.Tracker.Telemetry;

namespace Platform.Tracker.Tests.Fleet;

public sealed class FleetTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task A_run_at_work_a_gap_and_an_unreadable_message_are_told()
    {
        await using var host = await TestHost.StartAsync();
        var run = new SomeJournal().Started("at-work").Metric("rate/iterations", 1, 2.5).Metric("loss/cls", 2, 1).Metric("loss/cls", 3, 1).Metric("loss/cls", 4, 1);
        await host.PublishAsync([run.Lines[0], run.Lines[1], .. run.Lines.Skip(3), "no json"u8.ToArray()]);
        await Eventually.Holds(async () => await host.Client.FleetAsync() is { DeadLetters: 1, WaitingEntries: 2, WaitingRuns: [{ Missing: 3 }] }, "what waits and what could not be taken");

        var fleet = await host.Client.FleetAsync();
        var waiting = fleet.WaitingRuns.ShouldHaveSingleItem();
        (waiting.Id, waiting.Name, waiting.Missing).ShouldBe((run.RunId, "at-work", 3));
        var atWork = fleet.Running.ShouldHaveSingleItem();
        (atWork.Id, atWork.Rate, atWork.Host, atWork.Device).ShouldBe((run.RunId, 2.5, "here", "cpu"));
        atWork.GpuPercent.ShouldBeNull("nobody sampled one");
        (fleet.Broker.Kind, fleet.Broker.Queues.Count).ShouldBe((BusOptions.InMemory, 0));
        fleet.Storage.DatabaseBytes.ShouldBeGreaterThan(0);
        fleet.Storage.FreeBytes.ShouldNotBeNull();
    }

    [Fact]
    public void What_is_stored_is_counted_by_spans_that_are_over_and_forgotten_after_five_minutes()
    {
        var clock = new HandClock();
        using var meter = new IngestMeter(clock);
        meter.Read().ShouldBeEmpty("no span is over");
        clock.Advance(TimeSpan.FromSeconds(5));
        Store(entries: 10, points: 5000);
        clock.Advance(TimeSpan.FromSeconds(10));

        // other tests of this process may store meanwhile
        meter.Read().Count.ShouldBe(2);
        meter.Read()[0].EntriesPerSecond.ShouldBeGreaterThanOrEqualTo(2);
        meter.Read()[0].PointsPerSecond.ShouldBeGreaterThanOrEqualTo(1000);
        clock.Advance(TimeSpan.FromMinutes(6));
        meter.Read().Sum(r => r.PointsPerSecond).ShouldBe(0);
        meter.Read().Count.ShouldBe(59);
    }

    static void Store(int entries, long points) => TrackerTelemetry.Record(
        entries, new() { Stored = entries, Points = points, Conflicts = 0, Refused = [], Changed = [] }, TrackerTelemetry.Consume([]));
}
