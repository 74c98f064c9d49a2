using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Sweeps as they are begun, changed and ended.</summary>
public sealed class SweepEditingTests
{
    [Theory(Timeout = 60_000), OnSqlite, OnPostgres]
    public async Task A_file_with_more_seeds_adds_cells_and_runs_none_twice(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "seeds 1 2");
        var lease = await tracker.ClaimAsync();
        await CompleteAsync(tracker, lease);

        var edited = (await tracker.Client.EditSweepAsync("seeds", new() { Yaml = "seeds 1 3 4" })).ShouldNotBeNull();

        edited.Cells.ShouldBe(new Dictionary<SweepCellState, int>
        {
            [SweepCellState.Completed] = 1, [SweepCellState.Stopped] = 1, [SweepCellState.Queued] = 2,
        }, ignoreOrder: true);
        var cells = (await tracker.DetailAsync()).Cells;
        cells.Select(c => c.Seed).ShouldBe([1, 2, 3, 4]);
        cells.Single(c => c.Seed == 2).State.ShouldBe(SweepCellState.Stopped, "it had not begun, and the file has it no more");
        (await tracker.Client.EditSweepAsync("seeds", new() { Yaml = "seeds 1 2 3 4" }))!.Cells[SweepCellState.Queued].ShouldBe(3);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_ended_sweep_goes_on_when_its_file_gets_another_seed()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "more 1");
        await CompleteAsync(tracker, await tracker.ClaimAsync());
        var ended = (await tracker.DetailAsync()).Summary;
        (ended.State, ended.EndedAt is null, ended.BestCell).ShouldBe((SweepState.Ended, false, "run s1"));
        await tracker.Client.EditSweepAsync("more", new() { Yaml = "more 1 2" });
        (await tracker.DetailAsync()).Summary.State.ShouldBe(SweepState.Running);
        (await tracker.ClaimAsync()).Name.ShouldBe("run s2");
    }

    [Theory(Timeout = 60_000), OnSqlite, OnPostgres]
    public async Task Identical_cells_of_an_earlier_sweep_are_taken_over_when_asked_and_marked(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "first 1 2");
        var lease = await tracker.ClaimAsync();
        await CompleteAsync(tracker, lease);

        (await tracker.Client.CheckSweepAsync(new("second 1 2 3"))).Reusable.ShouldBe(1);
        var second = await tracker.Client.CreateSweepAsync(new("second 1 2 3") { Reuse = true });
        second.Reused.ShouldBe(1);
        var taken = (await tracker.Client.SweepAsync("second"))!.Cells.Single(c => c.State == SweepCellState.Completed);
        (taken.RunId, taken.Seed).ShouldBe((lease.RunId, 1));
        taken.ReusedFrom.ShouldNotBeNullOrEmpty();
        taken.Value.ShouldNotBeNull();
        (await tracker.Client.CreateSweepAsync(new("first 1"))).Name.ShouldBe("first-2");
        (await tracker.Client.SweepAsync("first-2"))!.Cells.Single().State.ShouldBe(SweepCellState.Queued, "nobody asked for reuse");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_faulty_file_is_refused_with_its_faults_and_begins_nothing()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "good 1");
        (await Should.ThrowAsync<SweepFaultsException>(() => tracker.Client.CreateSweepAsync(new("wrong") { Source = "x.yaml" }))).Faults.ShouldBe(["x.yaml:1:1: wrong"]);
        (await tracker.Client.CheckSweepAsync(new("wrong") { Source = "x.yaml" })).Faults.ShouldBe(["x.yaml:1:1: wrong"]);
        (await tracker.Client.SweepsAsync()).Count.ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stopped_sweep_ends_when_its_trainers_have_and_resumes_with_what_was_stopped()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "stop 1 2");
        var lease = await tracker.ClaimAsync();
        (await tracker.Client.StopSweepAsync("stop")).Done.ShouldBeTrue();
        (await tracker.CellAsync(lease.RunId)).State.ShouldBe(SweepCellState.Running, "its trainer saves first");
        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100)
            .Add(new Contracts.Events.RunStopped { FinalIteration = 9, Reason = "sweep stopped" }).Lines);
        await tracker.LookAsync();
        var stopped = await tracker.DetailAsync();
        stopped.Cells.ShouldAllBe(c => c.State == SweepCellState.Stopped);
        (stopped.Summary.State, stopped.Summary.EndedAt is null).ShouldBe((SweepState.Stopped, false));
        (await tracker.Client.StopSweepAsync("stop")).Problem.ShouldBe("stop is stopped");

        (await tracker.Client.ResumeSweepAsync("stop")).Done.ShouldBeTrue();
        var again = await tracker.ClaimAsync();
        (again.RunId, again.Attempt).ShouldBe((lease.RunId, 2));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_strategy_adds_cells_and_prunes_them()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "tpe 1");
        await tracker.LookAsync();
        tracker.Planner.Decision = new() { Add = [WordsPlanner.Cell(1), WordsPlanner.Cell(7)], Prune = ["cell-1"] };
        // a strategy that had finished is asked again after an edit
        await tracker.Client.EditSweepAsync("tpe", new() { Yaml = "tpe 1 2" });
        await tracker.LookAsync();
        (await tracker.DetailAsync()).Cells.Select(c => (c.Seed, c.State))
            .ShouldBe([(1, SweepCellState.Pruned), (2, SweepCellState.Queued), (7, SweepCellState.Queued)]);
    }

    static async Task CompleteAsync(SweepingTracker tracker, Lease lease)
    {
        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100, seed: lease.Config.GetProperty("seed").GetInt32()).Evaluation(100, 60).Completed(100).Lines);
        await tracker.LookAsync();
    }
}
