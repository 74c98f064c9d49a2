using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;
using Platform.Trainer.Tests.Journal;

namespace Platform.Trainer.Tests.Reporting;

public sealed class JournalRunReporterTests : IDisposable
{
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Scalars_of_many_iterations_become_one_entry_by_column()
    {
        Report(reporter =>
        {
            for (var i = 1; i <= 100; i++)
                reporter.Metrics(i, [new("loss/cls", i / 2.0), new("rate", 1e-3)]);
        });
        var metrics = Single();
        metrics.Iterations.ShouldBe(Enumerable.Range(1, 100));
        metrics.Values.Keys.ShouldBe(["loss/cls", "rate"]);
        metrics.Values["loss/cls"].ShouldBe(Enumerable.Range(1, 100).Select(i => (double?)(i / 2.0)));
        metrics.OffsetsMs.ShouldNotBeNull().Count.ShouldBe(100);
        metrics.OffsetsMs.ShouldAllBe(ms => ms <= 0);
        metrics.OffsetsMs.ShouldBeInOrder();
    }

    [Fact]
    public void A_metric_that_is_not_always_there_is_null_where_it_is_not()
    {
        Report(reporter =>
        {
            reporter.Metrics(1, [new("a", 1)]);
            reporter.Metrics(2, [new("b", 2), new("a", 3)]);
            reporter.Metrics(3, [new("b", 4)]);
        });
        Single().Values["a"].ShouldBe([1, 3, null]);
        Single().Values["b"].ShouldBe([null, 2, 4]);
    }

    [Fact]
    public void Two_calls_for_one_iteration_share_a_row_unless_they_name_the_same_metric()
    {
        Report(reporter =>
        {
            reporter.Metrics(5, [new("loss", 1)]);
            reporter.Metrics(5, [new("miou/val", 70)]);
            reporter.Metrics(5, [new("loss", 2)]);
        });
        Single().Iterations.ShouldBe([5, 5]);
        Single().Values["loss"].ShouldBe([1, 2]);
        Single().Values["miou/val"].ShouldBe([70, null]);
    }

    [Fact]
    public void NaN_and_infinities_are_journaled()
    {
        Report(reporter => reporter.Metrics(1, [new("a", double.NaN), new("b", double.PositiveInfinity), new("c", double.NegativeInfinity)]));
        Single().Values.Values.Select(v => v[0]).ShouldBe([double.NaN, double.PositiveInfinity, double.NegativeInfinity]);
    }

    [Fact]
    public void A_batch_is_bounded_and_nothing_is_lost_at_its_edges()
    {
        Report(reporter =>
        {
            for (var i = 0; i < 1000; i++)
                reporter.Metrics(i, [new("a", i), .. i % 300 == 0 ? (MetricValue[])[new($"rare/{i}", 1)] : []]);
        });
        var batches = _some.Entries.Select(e => e.Event).Cast<MetricsLogged>().ToArray();
        batches.ShouldAllBe(b => b.Iterations.Count <= JournalRunReporter.BatchRows);
        batches.SelectMany(b => b.Iterations).ShouldBe(Enumerable.Range(0, 1000));
        batches.SelectMany(b => b.Values["a"]).ShouldBe(Enumerable.Range(0, 1000).Select(i => (double?)i));
        batches.SelectMany(b => b.Values.Keys).Count(n => n.StartsWith("rare/", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public void Events_keep_their_place_among_the_metrics()
    {
        Report(reporter =>
        {
            reporter.Event(SomeJournal.Started);
            reporter.Metrics(1, [new("a", 1)]);
            reporter.Event(new PhaseChanged { Iteration = 2, To = "segmentation", Reason = "schedule" });
            reporter.Metrics(2, [new("a", 2)]);
            reporter.Event(new RunCompleted { FinalIteration = 2 });
        });
        _some.Entries.Select(e => e.Event.GetType().Name).ShouldBe(
            [nameof(RunStarted), nameof(MetricsLogged), nameof(PhaseChanged), nameof(MetricsLogged), nameof(RunCompleted)]);
    }

    [Fact]
    public async Task Metrics_reach_the_disk_though_nothing_follows()
    {
        using var journal = _some.Open();
        using var reporter = new JournalRunReporter(journal, TimeProvider.System);
        reporter.Metrics(1, [new("a", 1)]);
        await Eventually.Holds(() => journal.Synced.Sequence == 1, "it is on disk");
    }

    [Fact]
    public void Training_hears_at_its_next_call_that_the_journal_cannot_be_written()
    {
        using var journal = _some.Open();
        using var reporter = new JournalRunReporter(journal, TimeProvider.System);
        reporter.Event(SomeJournal.Started with { Config = default });
        Should.Throw<UserErrorException>(reporter.Flush).Message.ShouldContain(_some.Folder.Journal);
        Should.Throw<UserErrorException>(() => reporter.Event(new RunCompleted { FinalIteration = 1 }));
        Should.Throw<UserErrorException>(() => reporter.Metrics(1, [new("a", 1)]));
    }

    void Report(Action<JournalRunReporter> calls)
    {
        using var journal = _some.Open();
        using var reporter = new JournalRunReporter(journal, new StillClock());
        calls(reporter);
    }

    MetricsLogged Single() => _some.Entries.ShouldHaveSingleItem().Event.ShouldBeOfType<MetricsLogged>();

    // on it no batch ever grows old, however long a machine takes over a test
    sealed class StillClock : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }
}
