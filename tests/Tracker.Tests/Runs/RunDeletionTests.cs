using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Runs;

public sealed class RunDeletionTests
{
    [Theory(Timeout = 60_000), OnSqlite, OnPostgres]
    public async Task A_deleted_run_is_gone_and_what_comes_of_it_later_is_dropped(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var (journal, other) = (SomeJournal.Interrupted(6), new SomeJournal().Started("other"));
        await tracker.StoreAsync(journal.Lines);
        await tracker.StoreAsync(other.Lines);
        await tracker.Tags.AddAsync(journal.RunId, ["x"], CancellationToken.None);

        (await tracker.Deletion.DeleteAsync(journal.RunId, CancellationToken.None)).ShouldBe((true, null));

        (await tracker.Runs.DetailAsync(journal.RunId, CancellationToken.None)).ShouldBeNull();
        (await tracker.Runs.PageAsync(new() { Archived = true }, CancellationToken.None)).Runs.ShouldHaveSingleItem().Name.ShouldBe("other");
        var late = await tracker.StoreAsync(journal.Lines);
        (late.Stored, late.Conflicts, late.Refused.Count).ShouldBe((0, 0, 0));
        await tracker.ReplayAsync();
        await using var db = tracker.OpenDb();
        (await db.JournalEntries.CountAsync(e => e.RunId == journal.RunId)).ShouldBe(0);
        (await db.MetricTotals.CountAsync(t => t.RunId == journal.RunId)).ShouldBe(0);
        (await db.Runs.SingleAsync(r => r.Id == journal.RunId)).ShouldSatisfyAllConditions(r => r.DeletedAt.ShouldNotBeNull(), r => r.StartedAt.ShouldBeNull());
        (await tracker.Deletion.DeleteAsync(journal.RunId, CancellationToken.None)).Known.ShouldBeFalse();
        (await tracker.Deletion.DeleteAsync(Guid.CreateVersion7(), CancellationToken.None)).Known.ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task Runs_in_progress_and_audited_ones_stay_and_say_why()
    {
        await using var host = await TestHost.StartAsync();
        var (live, kept) = (new SomeJournal().Started("live"), SomeJournal.Interrupted(3));
        foreach (var journal in new[] { live, kept })
            await host.Get<JournalStore>().StoreAsync(journal.Lines, CancellationToken.None);
        await host.Client.ChangeAsync(kept.RunId, new() { Audited = true });

        (await host.Client.DeleteRunAsync(live.RunId))!.ShouldContain("in progress");
        (await host.Client.DeleteRunAsync(kept.RunId))!.ShouldContain("audited");
        (await host.Client.RunsAsync(new() { Filter = "audited" })).Runs.ShouldHaveSingleItem().Id.ShouldBe(kept.RunId);
        await host.Client.ChangeAsync(kept.RunId, new() { Audited = false });
        (await host.Client.DeleteRunAsync(kept.RunId)).ShouldBeNull();
        (await host.Client.DeleteRunAsync(kept.RunId)).ShouldBeNull("it is gone");
        (await host.Client.RunsAsync(new())).Total.ShouldBe(1);
    }
}
