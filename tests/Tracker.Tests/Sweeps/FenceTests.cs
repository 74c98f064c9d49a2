using Platform.Contracts.Events;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Entries of an attempt that has lost its lease never mix with the next one's.</summary>
public sealed class FenceTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task What_a_lost_attempt_sends_after_the_next_was_granted_is_a_conflict(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "one 1");
        var (run, lost, next) = await SplitAsync(tracker);

        await tracker.StoreAsync(lost.Lines.Skip(3));
        await tracker.StoreAsync(next.Lines.Skip(3));
        await tracker.StoreAsync(lost.Lines.Skip(3));

        await ShouldHoldAsync(tracker, run, next, conflicts: lost.Lines.Count - 3);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task The_granted_attempt_is_stored_even_where_both_come_in_one_batch_the_lost_one_first(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "one 1");
        var (run, lost, next) = await SplitAsync(tracker);

        await tracker.StoreAsync(lost.Lines.Skip(3).Zip(next.Lines.Skip(3)).SelectMany(pair => new[] { pair.First, pair.Second })
            .Concat(next.Lines.Skip(lost.Lines.Count)));

        await ShouldHoldAsync(tracker, run, next, conflicts: lost.Lines.Count - 3);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Entries_that_waited_for_others_before_them_are_conflicts_once_another_attempt_is_granted(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "one 1");
        var lease = await tracker.ClaimAsync();
        var lost = new SomeJournal { RunId = lease.RunId }.Started(total: 100).Metric("loss", 1, 3).Metric("loss", 2, 2).Metric("loss", 3, 1);
        await tracker.StoreAsync([lost.Lines[0], lost.Lines[1], lost.Lines[3]]);
        await tracker.SilenceAsync(lease.RunId);
        var granted = await tracker.ClaimAsync("b");
        (granted.Attempt, granted.Sequence).ShouldBe((2, 2));

        await tracker.StoreAsync(lost.Lines[2]);
        var state = (await tracker.Client.JournalStateAsync(lease.RunId)).ShouldNotBeNull();
        (state.Stored, state.HighestSequence, state.AppliedSequence, state.Conflicts).ShouldBe((2, 2, 2, 2));
        (await tracker.Client.ConflictsAsync(lease.RunId)).ShouldAllBe(c => c.StoredHash == "");
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task What_the_granted_trainer_finds_undelivered_on_its_disk_is_taken_over(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "one 1");
        var lease = await tracker.ClaimAsync();
        var journal = new SomeJournal { RunId = lease.RunId }.Started(total: 100).Metric("loss", 1, 3).Checkpoint(10).Metric("loss", 2, 2);
        await tracker.StoreAsync(journal.Lines.Take(2));
        await tracker.SilenceAsync(lease.RunId);
        var granted = await tracker.ClaimAsync("a again");

        (await tracker.Client.AdoptAsync(lease.RunId, granted.Attempt, journal.Lines.Skip(3))).ShouldBeFalse("one is missing before it");
        (await tracker.Client.AdoptAsync(lease.RunId, granted.Attempt - 1, journal.Lines.Skip(2))).ShouldBeFalse("that attempt has lost it");
        (await tracker.Client.AdoptAsync(lease.RunId, granted.Attempt, journal.Lines.Skip(2).Take(1))).ShouldBeTrue();
        (await tracker.Client.AdoptAsync(lease.RunId, granted.Attempt, journal.Lines.Skip(3))).ShouldBeTrue();
        await tracker.StoreAsync(journal.Lines);
        journal.Resumed(10).Completed(100);
        await tracker.StoreAsync(journal.Lines.Skip(4));

        var state = (await tracker.Client.JournalStateAsync(lease.RunId)).ShouldNotBeNull();
        (state.Stored, state.AppliedSequence, state.Conflicts, state.BrokenAt).ShouldBe((6, 6, 0, null));
        (await tracker.Client.AdoptAsync(lease.RunId, granted.Attempt, journal.Lines.Skip(4))).ShouldBeFalse("the attempt has begun");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_replay_leaves_the_fence_where_it_is()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "one 1");
        var (run, lost, next) = await SplitAsync(tracker);
        await tracker.Host.Get<ReplayJournal>().RunAsync(null, CancellationToken.None);
        await tracker.StoreAsync(lost.Lines.Skip(3));
        await tracker.StoreAsync(next.Lines.Skip(3));
        await ShouldHoldAsync(tracker, run, next, conflicts: lost.Lines.Count - 3);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task An_attempt_that_found_no_checkpoint_begins_anew_and_supersedes_all_before_it()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "one 1");
        var lease = await tracker.ClaimAsync();
        var journal = new SomeJournal { RunId = lease.RunId }.Started(total: 100).Metric("loss", 1, 9, 8, 7);
        await tracker.StoreAsync(journal.Lines);
        await tracker.SilenceAsync(lease.RunId);
        await tracker.ClaimAsync("b");
        journal.StartedAgain(100).Metric("loss", 1, 5);
        await tracker.StoreAsync(journal.Lines.Skip(2));

        var run = (await tracker.Client.RunAsync(lease.RunId)).ShouldNotBeNull();
        run.Summary.Attempt.ShouldBe(2);
        run.Metrics.Single(m => m.Name == "loss").Count.ShouldBe(1);
        (await tracker.Client.SeriesAsync(lease.RunId, ["loss"])).Single().Iterations.ShouldBe([1]);
    }

    /// <summary>Three entries both attempts have; then the first goes on although the second was granted.</summary>
    static async Task<(Guid Run, SomeJournal Lost, SomeJournal Next)> SplitAsync(SweepingTracker tracker)
    {
        var lease = await tracker.ClaimAsync("lost");
        SomeJournal Common() => new SomeJournal { RunId = lease.RunId }.Started(total: 100).Metric("loss", 1, 3).Checkpoint(10);
        await tracker.StoreAsync(Common().Lines);
        await tracker.SilenceAsync(lease.RunId);
        (await tracker.ClaimAsync("next")).Sequence.ShouldBe(3);
        return (lease.RunId,
            Common().Metric("loss", 11, 99).Completed(100),
            Common().Resumed(10).Metric("loss", 11, 2).Add(new RunStopped { FinalIteration = 12, Reason = "signal" }));
    }

    static async Task ShouldHoldAsync(SweepingTracker tracker, Guid run, SomeJournal journal, int conflicts)
    {
        (await tracker.Client.JournalAsync(run)).ShouldBe(journal.Lines);
        var state = (await tracker.Client.JournalStateAsync(run)).ShouldNotBeNull();
        (state.AppliedSequence, state.Conflicts, state.BrokenAt).ShouldBe((journal.Lines.Count, conflicts, null));
        (await tracker.Client.SeriesAsync(run, ["loss"])).Single().Values[^1].ShouldBe(2.0);
    }
}
