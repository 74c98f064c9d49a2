using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Commands;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

public sealed class EntryResenderTests
{
    [Fact(Timeout = 60_000)]
    public async Task Entries_asked_for_are_published_once_more_byte_for_byte()
    {
        using var some = new SomeJournal().Holding(20);
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var resender = EntryResender.Start(tracker.Bus, some.Folder, some.RunId);
        await resender.Ready;

        await tracker.Bus.Publish(new ResendEntries { RunId = Guid.CreateVersion7(), From = 1, To = 20 });
        await tracker.Bus.Publish(new ResendEntries { RunId = some.RunId, From = 3, To = 5 });

        await Eventually.Holds(() => tracker.Lines.Count >= 3, "the three lines came");
        tracker.Lines.Select(System.Text.Encoding.UTF8.GetString).Order().ShouldBe(some.Lines.Skip(2).Take(3).Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_journal_does_not_hold_yet_is_not_waited_for()
    {
        using var some = new SomeJournal().Holding(2);
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var resender = EntryResender.Start(tracker.Bus, some.Folder, some.RunId);
        await resender.Ready;

        await tracker.Bus.Publish(new ResendEntries { RunId = some.RunId, From = 2, To = 9 });

        await Eventually.Holds(() => tracker.Lines.Count == 1, "the one line there is came");
    }
}
