using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Commands;
using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

public sealed class EntryResenderTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task Entries_asked_for_are_published_once_more_byte_for_byte()
    {
        using var some = new SomeJournal().Holding(20);
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var resender = EntryResender.Start(tracker.Bus, Own(some));
        await resender.Ready;

        await tracker.Bus.Publish(new ResendEntries { RunId = Guid.CreateVersion7(), From = 1, To = 20 });
        await tracker.Bus.Publish(new ResendEntries { RunId = some.RunId, From = 3, To = 5 });

        await Eventually.Holds(() => tracker.Lines.Count >= 3, "the three lines came");
        tracker.Lines.Select(System.Text.Encoding.UTF8.GetString).Order().ShouldBe(some.Lines.Skip(2).Take(3).Order());
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Entries_of_a_run_before_the_present_one_are_published_too()
    {
        using var earlier = new SomeJournal().Holding(5);
        using var present = new SomeJournal().Holding(5);
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var resender = EntryResender.Start(tracker.Bus, Own(earlier, present));
        await resender.Ready;

        await tracker.Bus.Publish(new ResendEntries { RunId = earlier.RunId, From = 5, To = 5 });
        await tracker.Bus.Publish(new ResendEntries { RunId = present.RunId, From = 1, To = 1 });

        await Eventually.Holds(() => tracker.Lines.Count >= 2, "both lines came");
        tracker.Lines.Select(System.Text.Encoding.UTF8.GetString).Order().ShouldBe(new[] { earlier.Lines[4], present.Lines[0] }.Order());
    }

    [Fact]
    public void A_trainer_tells_of_its_last_journals_how_far_their_cursors_are()
    {
        using var folder = new TempFolder();
        var journals = new OwnJournals();
        var runs = Enumerable.Range(1, OwnJournals.Most + 2).Select(i => (Id: Guid.CreateVersion7(), Folder: new RunFolder(folder.Sub($"run-{i}")))).ToArray();
        foreach (var (run, i) in runs.Select((r, i) => (r, i)))
        {
            Directory.CreateDirectory(run.Folder.Path);
            journals.Add(run.Id, attempt: 1, run.Folder);
            if (i != 4) // of that one nothing is delivered yet
                new JournalCursor(run.Folder.Cursor).Save(new(10 + i, 1000, new('a', 64)));
        }
        journals.Add(runs[3].Id, attempt: 2, runs[3].Folder);

        journals.Delivered().ShouldBe([.. new[] { 2, 5, 6, 7, 8, 9 }.Select(i => new DeliveredJournal(runs[i].Id, 1, 10 + i)), new(runs[3].Id, 2, 13)]);
        journals.Find(runs[1].Id).ShouldBeNull();
        journals.Find(runs[4].Id).ShouldBe(runs[4].Folder);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_the_journal_does_not_hold_yet_is_not_waited_for()
    {
        using var some = new SomeJournal().Holding(2);
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var resender = EntryResender.Start(tracker.Bus, Own(some));
        await resender.Ready;

        await tracker.Bus.Publish(new ResendEntries { RunId = some.RunId, From = 2, To = 9 });

        await Eventually.Holds(() => tracker.Lines.Count == 1, "the one line there is came");
    }

    static OwnJournals Own(params SomeJournal[] written)
    {
        var journals = new OwnJournals();
        foreach (var journal in written)
            journals.Add(journal.RunId, attempt: 1, journal.Folder);
        return journals;
    }
}
