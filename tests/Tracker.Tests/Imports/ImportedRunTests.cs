using System.Text;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

public sealed class ImportedRunTests
{
    const string Log =
        """
        2023-09-26 21:50:19,409 - train.py - INFO: args: Namespace(backbone='deit_b', list_folder='datasets/voc', max_iters=20, cam_iters=4, seed=3, cam_scales=(1.0, 0.5))
        2023-09-26 21:50:20,409 - train.py - INFO: Iter: 10; LR: 1e-05; cls_loss: 0.5 | seg_loss: 1.0
        2023-09-26 21:50:21,409 - train.py - INFO: Iter: 20; LR: 1e-06; cls_loss: 0.25 | seg_loss: 0.5
        | Class | CAM  | Seg  |
        | bg    | 91.5 | 90.0 |
        | cat   | 70.5 | 60.0 |
        | mIoU  | 81.0 | 75.0 |
        """;

    static byte[][] JournalOf(string text, string name = "dupl.log")
    {
        using var journal = new MemoryStream();
        ImportedRun.Of(Imported.Source(Encoding.UTF8.GetBytes(text), name)).WriteTo(journal);
        return [.. Encoding.UTF8.GetString(journal.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
    }

    [Fact]
    public void The_journal_is_linked_and_follows_from_the_bytes_alone()
    {
        var lines = JournalOf(Log);

        JournalOf(Log).ShouldBe(lines);
        var entries = lines.Select(l => JournalEntry.Read(l)).ToArray();
        entries.Select(e => e.Header.Sequence).ShouldBe(Enumerable.Range(1, entries.Length).Select(i => (long)i));
        entries.Skip(1).Select(e => e.Header.PreviousHash).ShouldBe(entries.SkipLast(1).Select(e => e.Hash));
        entries.Select(e => e.Header.RunId).Distinct().ShouldHaveSingleItem().Version.ShouldBe(8);
        JournalEntry.Read(JournalOf(Log + "\n")[0]).Header.RunId.ShouldNotBe(entries[0].Header.RunId);
    }

    [Fact]
    public void Entries_carry_the_lines_of_their_numbers()
    {
        var events = JournalOf(Log).Select(l => JournalEntry.Read(l).Event).ToArray();

        var metrics = events.OfType<MetricsLogged>().ShouldHaveSingleItem();
        metrics.Iterations.ShouldBe([10, 20]);
        metrics.Lines.ShouldBe([2, 3]);
        metrics.Values["loss/cls_loss"].ShouldBe([0.5, 0.25]);
        var seg = events.OfType<ScoresImported>().Single(s => s.Output == "seg");
        seg.Classes.ShouldBe([new(90.0, "90.0", 5, "bg"), new(60.0, "60.0", 6, "cat")]);
        seg.MeanIou.ShouldBe(new(75.0, "75.0", 7));
        var started = events.OfType<RunStarted>().Single();
        (started.Method, started.Backbone, started.Dataset, started.Seed, started.TotalIterations).ShouldBe(("dupl", "deit_b", "voc", 3, 20));
        started.Imported.ShouldNotBeNull().ShouldSatisfyAllConditions(
            i => i.Source.ShouldBe("dupl.log"), i => i.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Log)))));
        events[^1].ShouldBeOfType<RunCompleted>().BestMeanIou.ShouldBe(75.0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_tracker_shows_it_as_any_run_marked_imported_and_taking_it_again_changes_nothing(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var lines = JournalOf(Log);

        (await tracker.StoreAsync(lines)).Stored.ShouldBe(lines.Length);
        var again = await tracker.StoreAsync(lines);

        (again.Stored, again.Conflicts).ShouldBe((0, 0));
        var run = (await tracker.Runs.PageAsync(new(), CancellationToken.None)).Runs.ShouldHaveSingleItem();
        run.Imported.ShouldNotBeNull().Format.ShouldBe("wsss-console");
        (run.BestMeanIou, run.BestIteration, run.Iteration).ShouldBe((75.0, 20, 20));
        var detail = (await tracker.Runs.DetailAsync(run.Id, CancellationToken.None)).ShouldNotBeNull();
        detail.Summary.Imported.ShouldBe(run.Imported);
        detail.Journal.BrokenAt.ShouldBeNull();
        detail.Metrics.ShouldContain(m => m.Name == "miou/val/seg/Seg" && m.Last == 75.0);
        detail.Phases.ShouldContain(p => p.Name == "after cam_iters" && p.FromIteration == 5);
        var cam = (await tracker.Evaluations.OfAsync(run.Id, CancellationToken.None)).ShouldNotBeNull()[0];
        cam.Stated.ShouldNotBeNull().Column.ShouldBe("CAM");
        cam.ClassIou.ShouldBe([91.5, 70.5]);
        cam.Protocol.Scales.ShouldBe([1.0, 0.5]);
        (await tracker.Evaluations.ConfusionAsync(run.Id, cam.Id, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Replaying_gives_the_same_rows()
    {
        await using var tracker = await TestTracker.StartAsync("sqlite");
        await tracker.StoreAsync(JournalOf(Log));
        var before = (await Projections.OfAsync(tracker))["evaluations"];

        await tracker.ReplayAsync();

        before.Length.ShouldBe(2);
        (await Projections.OfAsync(tracker))["evaluations"].ShouldBe(before);
    }

    [Fact]
    public void A_restart_in_an_event_file_is_a_further_attempt()
    {
        var start = new WireWriter().Double(1, 1_700_000_100).Integer(2, 2).Message(7, new WireWriter().Integer(1, 1));
        var file = EventRecords.File(EventRecords.Scalar("a", 1, 1), EventRecords.Scalar("a", 2, 2), start, EventRecords.Scalar("a", 2, 3));
        using var journal = new MemoryStream();

        ImportedRun.Of(Imported.Source(file, "events.out.tfevents.1")).WriteTo(journal);

        var entries = Encoding.UTF8.GetString(journal.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JournalEntry.Read(Encoding.UTF8.GetBytes(l))).ToArray();
        entries.Single(e => e.Event is RunResumed).ShouldSatisfyAllConditions(
            e => e.Header.Attempt.ShouldBe(2), e => ((RunResumed)e.Event).FromIteration.ShouldBe(1));
    }
}
