using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>What becomes of cells whose runs somebody deletes.</summary>
public sealed class DeletedRunTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_cell_says_that_its_run_was_deleted_counts_no_more_and_is_filled_by_another_run(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "gone 1");
        var lease = await CompleteAsync(tracker);
        (await tracker.Client.FillSweepAsync("gone")).Done.ShouldBeFalse("nothing is missing");

        (await tracker.Client.DeleteRunAsync(lease.RunId)).ShouldBeNull();

        var detail = await tracker.DetailAsync();
        var cell = detail.Cells.ShouldHaveSingleItem();
        (cell.State, cell.Error, cell.Value, cell.Iteration, cell.Evaluations.Count).ShouldBe((SweepCellState.Stopped, "its run was deleted", null, 0, 0));
        (detail.Summary.Best, detail.Summary.BestCell).ShouldBe((null, null));
        (await tracker.Client.FillSweepAsync("gone")).Done.ShouldBeTrue();
        var next = await tracker.ClaimAsync();
        next.RunId.ShouldNotBe(lease.RunId, "what is sent of the deleted one is dropped");
        (next.Attempt, next.Sequence).ShouldBe((1, 0));
        await FinishAsync(tracker, next);
        var again = (await tracker.DetailAsync()).Cells.ShouldHaveSingleItem();
        (again.State, again.RunId, again.Error).ShouldBe((SweepCellState.Completed, next.RunId, null));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task So_does_a_cell_that_had_taken_the_run_over()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "first 1");
        var lease = await CompleteAsync(tracker);
        (await tracker.Client.CreateSweepAsync(new("second 1") { Reuse = true })).Reused.ShouldBe(1);
        await tracker.Client.DeleteRunAsync(lease.RunId);
        var cells = new[] { await tracker.DetailAsync(), (await tracker.Client.SweepAsync("second"))! }.Select(d => d.Cells.Single()).ToArray();
        cells.ShouldAllBe(c => c.State == SweepCellState.Stopped && c.Error == "its run was deleted" && c.ReusedFrom == null && c.RunId != lease.RunId);
        cells[0].RunId.ShouldNotBe(cells[1].RunId);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_cell_that_waits_to_go_on_begins_anew()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "back 1");
        var lease = await tracker.ClaimAsync();
        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100).Add(new Contracts.Events.RunStopped { FinalIteration = 9, Reason = "signal" }).Lines);
        await tracker.LookAsync();
        (await tracker.Client.DeleteRunAsync(lease.RunId)).ShouldBeNull();
        (await tracker.DetailAsync()).Cells.Single().State.ShouldBe(SweepCellState.Queued);
        var next = await tracker.ClaimAsync();
        (next.RunId == lease.RunId, next.Attempt, next.Sequence).ShouldBe((false, 1, 0));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_run_that_a_trainer_was_just_given_again_is_not_deleted()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "held 1");
        var lease = await tracker.ClaimAsync();
        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100).Add(new Contracts.Events.RunStopped { FinalIteration = 9, Reason = "signal" }).Lines);
        await tracker.LookAsync();
        (await tracker.ClaimAsync("next")).RunId.ShouldBe(lease.RunId);
        (await tracker.Client.DeleteRunAsync(lease.RunId)).ShouldNotBeNull().ShouldContain("being trained for sweep held");
        (await tracker.CellAsync(lease.RunId)).State.ShouldBe(SweepCellState.Running);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Pruning_runs_does_the_same(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "old 1");
        var lease = await CompleteAsync(tracker);
        (await tracker.Host.Get<RunPruning>().DeleteAsync(lease.RunId, new() { QuietSince = TimeProvider.System.GetUtcNow().AddDays(1) }, CancellationToken.None)).ShouldBeTrue();
        var cell = (await tracker.DetailAsync()).Cells.ShouldHaveSingleItem();
        (cell.State, cell.Error).ShouldBe((SweepCellState.Stopped, "its run was deleted"));
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_restored_run_is_its_cells_again_with_state_and_score(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "first 1");
        var lease = await tracker.ClaimAsync();
        var journal = Completed(lease, "first");
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();
        (await tracker.Client.CreateSweepAsync(new("second 1") { Reuse = true })).Reused.ShouldBe(1);
        await tracker.LookAsync();
        var before = new[] { await tracker.DetailAsync(), (await tracker.Client.SweepAsync("second"))! };
        await tracker.Client.DeleteRunAsync(lease.RunId);

        (await tracker.Client.RestoreRunAsync(lease.RunId)).ShouldBeTrue();
        await tracker.LookAsync();
        (await tracker.DetailAsync()).Cells.Single().State.ShouldBe(SweepCellState.Stopped, "its entries are not there yet");
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();

        foreach (var sweep in before)
        {
            var again = (await tracker.Client.SweepAsync(sweep.Summary.Name))!;
            var (cell, was) = (again.Cells.Single(), sweep.Cells.Single());
            (cell.RunId, cell.State, cell.Value, cell.Error, cell.ReusedFrom, cell.Iteration).ShouldBe((lease.RunId, SweepCellState.Completed, was.Value, null, was.ReusedFrom, 100));
            cell.Evaluations.Select(e => e.Iteration).ShouldBe([100]);
            (again.Summary.Best, again.Summary.State).ShouldBe((sweep.Summary.Best, sweep.Summary.State));
        }
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task So_is_one_that_waits_to_be_trained_anew_and_then_is_not()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "filled 1");
        var (lease, journal) = await DeleteCompletedAsync(tracker, "filled");
        await tracker.Client.FillSweepAsync("filled");
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();
        (await tracker.CellAsync(lease.RunId)).State.ShouldBe(SweepCellState.Completed);
        (await tracker.Client.ClaimAsync(new(Guid.CreateVersion7(), "a"))).ShouldBeNull();
        (await tracker.DetailAsync()).Summary.State.ShouldBe(SweepState.Ended);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_cell_that_another_run_has_begun_for_keeps_that_one()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "begun 1");
        var (_, journal) = await DeleteCompletedAsync(tracker, "begun");
        await tracker.Client.FillSweepAsync("begun");
        var next = await tracker.ClaimAsync();
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();
        (await tracker.DetailAsync()).Cells.Single().ShouldSatisfyAllConditions(c => c.RunId.ShouldBe(next.RunId), c => c.State.ShouldBe(SweepCellState.Running), c => c.Value.ShouldBeNull());
        await tracker.StoreAsync(Completed(next, "begun").Lines);
        await tracker.LookAsync();
        (await tracker.CellAsync(next.RunId)).State.ShouldBe(SweepCellState.Completed);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_restored_run_that_had_not_completed_says_how_it_ended_and_is_gone_on_with_when_asked_for()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "late 1");
        var lease = await tracker.ClaimAsync();
        var journal = new SomeJournal { RunId = lease.RunId }.Started(total: 100, seed: 1, sweep: "late").Evaluation(50, 40)
            .Add(new Contracts.Events.RunFailed { FinalIteration = 60, Error = "out of memory" });
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();
        var value = (await tracker.CellAsync(lease.RunId)).Value.ShouldNotBeNull();
        await tracker.Client.DeleteRunAsync(lease.RunId);
        await tracker.Client.RestoreRunAsync(lease.RunId);
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();
        var failed = await tracker.CellAsync(lease.RunId);
        (failed.State, failed.Error, failed.Iteration, failed.Value).ShouldBe((SweepCellState.Failed, "out of memory", 60, value));

        (await tracker.Client.RetrySweepAsync("late")).Done.ShouldBeTrue();
        await tracker.LookAsync();
        var next = await tracker.ClaimAsync();
        (next.RunId, next.Attempt, next.Sequence).ShouldBe((lease.RunId, 2, 3));
    }

    static async Task<(Lease Lease, SomeJournal Journal)> DeleteCompletedAsync(SweepingTracker tracker, string sweep)
    {
        var lease = await tracker.ClaimAsync();
        var journal = Completed(lease, sweep);
        await tracker.StoreAsync(journal.Lines);
        await tracker.LookAsync();
        await tracker.Client.DeleteRunAsync(lease.RunId);
        await tracker.Client.RestoreRunAsync(lease.RunId);
        return (lease, journal);
    }

    static SomeJournal Completed(Lease lease, string sweep) =>
        new SomeJournal { RunId = lease.RunId }.Started(total: 100, seed: lease.Config.GetProperty("seed").GetInt32(), sweep: sweep).Evaluation(100, 60).Completed(100);

    static async Task<Lease> CompleteAsync(SweepingTracker tracker)
    {
        var lease = await tracker.ClaimAsync();
        await FinishAsync(tracker, lease);
        return lease;
    }

    static async Task FinishAsync(SweepingTracker tracker, Lease lease)
    {
        await tracker.StoreAsync(Completed(lease, tracker.Sweep.Name).Lines);
        await tracker.LookAsync();
    }
}
