using Microsoft.EntityFrameworkCore;

namespace Platform.Tracker.Tests.Journal;

public sealed class PackingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_ended_runs_journal_is_packed_and_reads_as_before(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var (ended, going) = (SomeJournal.Interrupted(), new SomeJournal().Started().Metrics(1));
        await tracker.StoreAsync([.. ended.Lines, .. going.Lines]);

        (await tracker.PackAsync()).ShouldBe(1);

        (await tracker.PackAsync()).ShouldBe(0, "nothing is left to pack");
        (await tracker.Journal.LinesAsync(ended.RunId, 0, 10_000, default)).ShouldBe(ended.Lines);
        (await tracker.Journal.LinesAsync(ended.RunId, 7, 5, default)).ShouldBe(ended.Lines.Skip(7).Take(5));
        var state = (await tracker.Journal.StateAsync(ended.RunId, default))!;
        (state.Stored, state.AppliedSequence, state.Gaps.Count).ShouldBe((ended.Lines.Count, ended.Lines.Count, 0));
        await using var db = tracker.OpenDb();
        (await db.JournalEntries.Select(e => e.RunId).Distinct().ToListAsync()).ShouldBe([going.RunId]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_replay_reads_packed_journals(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        await tracker.StoreAsync(SomeJournal.Interrupted().Lines);
        await tracker.PackAsync();
        var before = await Projections.OfAsync(tracker);

        await tracker.ReplayAsync();

        (await Projections.OfAsync(tracker)).ShouldBe(before);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_comes_again_late_is_known_and_what_differs_is_a_conflict(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 3).Completed(1);
        var forged = new SomeJournal { RunId = journal.RunId }.Started().Metric("loss", 1, 0.1);
        await tracker.StoreAsync(journal.Lines);
        await tracker.PackAsync();

        var outcome = await tracker.StoreAsync([.. journal.Lines, forged.Lines[1]]);

        (outcome.Stored, outcome.Conflicts).ShouldBe((0, 1));
        var conflict = (await tracker.Journal.ConflictsAsync(journal.RunId, default))!.ShouldHaveSingleItem();
        conflict.StoredHash.ShouldBe(Contracts.Journal.JournalEntry.HashOf(journal.Lines[1]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_that_goes_on_after_packing_is_packed_again_when_it_ends(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 5, 4, 3).Completed(3);
        await tracker.StoreAsync(journal.Lines);
        await tracker.PackAsync();

        await tracker.StoreAsync(journal.Resumed(2).Metric("loss", 3, 2.5).Lines);
        (await tracker.PackAsync()).ShouldBe(0, "it is running again");
        await tracker.StoreAsync(journal.Completed(3).Lines);

        (await tracker.PackAsync()).ShouldBe(1);
        (await tracker.Journal.LinesAsync(journal.RunId, 0, 100, default)).ShouldBe(journal.Lines);
        (await tracker.Metrics.SeriesAsync(journal.RunId, ["loss"], null, null, null, default))!.Single().Values.ShouldBe([5, 4, 2.5]);
    }
}
