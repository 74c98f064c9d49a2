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

    static async Task<Lease> CompleteAsync(SweepingTracker tracker)
    {
        var lease = await tracker.ClaimAsync();
        await FinishAsync(tracker, lease);
        return lease;
    }

    static async Task FinishAsync(SweepingTracker tracker, Lease lease)
    {
        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100, seed: lease.Config.GetProperty("seed").GetInt32()).Evaluation(100, 60).Completed(100).Lines);
        await tracker.LookAsync();
    }
}
