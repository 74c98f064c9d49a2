using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;
using Platform.Trainer.Tests.Journal;

namespace Platform.Trainer.Tests.Reporting;

/// <summary>Training while the disk takes nothing, and what a call costs while it does.</summary>
public sealed class SlowDiskTests : IDisposable
{
    const int More = 20;
    static readonly MetricValue[] s_ten = [.. Enumerable.Range(0, 10).Select(m => new MetricValue($"loss/{m}", m))];
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void A_call_allocates_nothing_once_the_names_are_known()
    {
        using var stall = new ManualResetEventSlim();
        using var journal = RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, null, new(), path => new StallingDisk(path, stall));
        using var reporter = new JournalRunReporter(journal, TimeProvider.System);
        var iteration = 0;
        // every batch learns the names: while nothing is written, none is filled twice
        for (; iteration < 4 * JournalRunReporter.Batches * JournalRunReporter.BatchRows; iteration++)
            reporter.Metrics(iteration, s_ten);
        stall.Set();
        reporter.Flush();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var end = iteration + 10 * JournalRunReporter.BatchRows; iteration < end; iteration++)
            reporter.Metrics(iteration, s_ten);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public async Task A_disk_that_stalls_stops_neither_calls_nor_loses_events_and_the_journal_says_what_was_coalesced()
    {
        using var stall = new ManualResetEventSlim();
        using (var journal = RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, null, new(), path => new StallingDisk(path, stall)))
        using (var reporter = new JournalRunReporter(journal, TimeProvider.System))
        {
            const int Iterations = 3 * More * JournalRunReporter.BatchRows;
            await Task.Run(() =>
            {
                for (var i = 0; i < Iterations; i++)
                {
                    reporter.Metrics(i, s_ten);
                    if (i % 1_000 == 0)
                        reporter.Event(new PhaseChanged { Iteration = i, To = $"phase {i}", Reason = "schedule" });
                }
            }).WaitAsync(Patience.OfWait);
            stall.Set();
        }
        var events = _some.Entries.Select(e => e.Event).ToArray();
        events.OfType<PhaseChanged>().Select(e => e.Iteration).ShouldBe(Enumerable.Range(0, 16).Select(i => 1_000 * i));
        var metrics = events.OfType<MetricsLogged>().ToArray();
        metrics.Sum(m => m.Iterations.Count + (m.Coalesced ?? 0)).ShouldBe(3 * More * JournalRunReporter.BatchRows);
        metrics.Sum(m => m.Coalesced ?? 0).ShouldBeGreaterThan(0);
        metrics.ShouldAllBe(m => m.Iterations.Count <= JournalRunReporter.BatchRows);
        metrics.SelectMany(m => m.Iterations).ShouldBeInOrder();
        metrics.ShouldAllBe(m => m.Values["loss/3"].All(v => v == 3));
    }

    sealed class StallingDisk(string path, ManualResetEventSlim stall)
        : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 0)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            stall.Wait(Patience.OfWait);
            base.Write(buffer, offset, count);
        }
    }
}
