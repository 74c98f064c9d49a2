using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Runs;

public sealed class RunDeletionTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
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
        (late.Stored, late.Conflicts, late.Refused.Count, late.Dropped).ShouldBe((0, 0, 0, journal.Lines.Count));
        await tracker.ReplayAsync();
        await using var db = tracker.OpenDb();
        (await db.JournalEntries.CountAsync(e => e.RunId == journal.RunId)).ShouldBe(0);
        (await db.MetricTotals.CountAsync(t => t.RunId == journal.RunId)).ShouldBe(0);
        (await db.Runs.SingleAsync(r => r.Id == journal.RunId)).ShouldSatisfyAllConditions(r => r.DeletedAt.ShouldNotBeNull(), r => r.StartedAt.ShouldBeNull());
        (await tracker.Deletion.DeleteAsync(journal.RunId, CancellationToken.None)).Known.ShouldBeFalse();
        (await tracker.Deletion.DeleteAsync(Guid.CreateVersion7(), CancellationToken.None)).Known.ShouldBeFalse();
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_deleted_run_is_told_of_and_stored_again_once_somebody_has_it_restored(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = SomeJournal.Interrupted(6);
        await host.Get<JournalStore>().StoreAsync(journal.Lines, CancellationToken.None);
        (await host.Client.DeletedAtAsync(journal.RunId)).ShouldBeNull();
        (await host.Client.RestoreRunAsync(journal.RunId)).ShouldBeFalse("nobody deleted it");
        var before = TimeProvider.System.GetUtcNow();
        (await host.Client.DeleteRunAsync(journal.RunId)).ShouldBeNull();

        (await host.Client.DeletedAtAsync(journal.RunId)).ShouldNotBeNull().ShouldBeGreaterThan(before.AddMinutes(-1));
        using var answer = await host.Http.GetAsync($"api/runs/{journal.RunId}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"POST /api/runs/{journal.RunId}/restore");
        (await host.Client.RunAsync(journal.RunId)).ShouldBeNull();
        await host.PublishAsync(journal.Lines);
        // all of them, or the last would be stored once the run is restored
        await Eventually.Holds(() => host.Logged.Where(l => l.StartsWith("EntriesDropped: ", StringComparison.Ordinal)).Sum(l => int.Parse(l.Split(' ', ',')[1])) == journal.Lines.Count,
            "the tracker says that it dropped them");

        (await host.Client.RestoreRunAsync(journal.RunId)).ShouldBeTrue();
        (await host.Client.DeletedAtAsync(journal.RunId)).ShouldBeNull();
        (await host.Get<JournalStore>().StoreAsync(journal.Lines, CancellationToken.None)).Stored.ShouldBe(journal.Lines.Count);
        (await host.Client.RunAsync(journal.RunId)).ShouldNotBeNull().Journal.Stored.ShouldBe(journal.Lines.Count);
    }

    [Fact(Timeout = Patience.OfTest)]
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
