using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;
using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Sweeps as they are begun, changed and ended.</summary>
public sealed class SweepEditingTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_file_with_more_seeds_adds_cells_and_runs_none_twice(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "seeds 1 2");
        var lease = await tracker.ClaimAsync();
        await CompleteAsync(tracker, lease);

        var edited = (await tracker.Client.EditSweepAsync("seeds", new() { Yaml = "seeds 1 3 4" })).ShouldNotBeNull();

        edited.Cells.ShouldBe(new Dictionary<SweepCellState, int>
        {
            [SweepCellState.Completed] = 1, [SweepCellState.Queued] = 2,
        }, ignoreOrder: true);
        var cells = (await tracker.DetailAsync()).Cells;
        cells.Select(c => c.Seed).ShouldBe([1, 3, 4], "2 had not begun, and the file has it no more");
        await tracker.Client.StopSweepAsync("seeds");
        await tracker.Client.ResumeSweepAsync("seeds");
        (await tracker.DetailAsync()).Cells.Select(c => c.Seed).ShouldBe([1, 3, 4], "no command brings it back");
        (await tracker.Client.EditSweepAsync("seeds", new() { Yaml = "seeds 1 2 3 4" }))!.Cells[SweepCellState.Queued].ShouldBe(3);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task What_has_begun_goes_on_when_the_file_has_it_no_more(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "gone 1 2");
        var lease = await tracker.ClaimAsync();
        await tracker.Client.EditSweepAsync("gone", new() { Yaml = "gone 2" });
        (await tracker.CellAsync(lease.RunId)).State.ShouldBe(SweepCellState.Running);
        await CompleteAsync(tracker, lease);
        (await tracker.DetailAsync()).Cells.Select(c => (c.Seed, c.State)).ShouldBe([(1, SweepCellState.Completed), (2, SweepCellState.Queued)]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Another_objective_is_taken_from_the_runs_there_are()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "aim 1 2");
        await CompleteAsync(tracker, await tracker.ClaimAsync());
        var before = (await tracker.DetailAsync()).Cells[0].Value.ShouldNotBeNull();
        await tracker.Client.EditSweepAsync("aim", new() { Yaml = "aim 1 2 objective=accuracy/val/seg" });
        var after = await tracker.DetailAsync();
        after.Summary.Objective.ShouldBe("accuracy/val/seg");
        after.Cells[0].Value.ShouldNotBeNull().ShouldNotBe(before);
        after.Cells[0].Evaluations.ShouldHaveSingleItem().Value.ShouldBe(after.Cells[0].Value!.Value);
        await tracker.Client.EditSweepAsync("aim", new() { Yaml = "aim 1 2 objective=miou/test/seg" });
        (await tracker.DetailAsync()).Cells[0].Value.ShouldBeNull("it was not evaluated there");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_file_with_another_priority_changes_it_and_one_with_the_same_does_not()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "first 1");
        await tracker.Client.EditSweepAsync("first", new() { Priority = 7 });
        (await tracker.Client.EditSweepAsync("first", new() { Yaml = "first 1 2" }))!.Priority.ShouldBe(7);
        (await tracker.Client.EditSweepAsync("first", new() { Yaml = "first 1 2 priority=3" }))!.Priority.ShouldBe(3);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_strategy_is_asked_again_when_nothing_changed_but_the_file()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "tpe 1");
        await CompleteAsync(tracker, await tracker.ClaimAsync());
        (await tracker.DetailAsync()).Summary.State.ShouldBe(SweepState.Ended);
        // before the edit: the tracker may look by itself as soon as there is one
        tracker.Planner.Decision = new() { Add = [WordsPlanner.Cell(9)], Finished = true };
        await tracker.Client.EditSweepAsync("tpe", new() { Yaml = "tpe 1 total=2" });
        await tracker.LookAsync();
        tracker.Planner.Asked.Last().ShouldBe("tpe 1 total=2");
        (await tracker.DetailAsync()).Cells.Select(c => c.Seed).ShouldBe([1, 9]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_strategy_whose_answer_could_not_be_stored_is_asked_again()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "tpe 1");
        tracker.Planner.Decision = new() { Add = [WordsPlanner.Cell(9) with { Label = null! }] };
        await tracker.Client.EditSweepAsync("tpe", new() { Yaml = "tpe 1 total=2" });
        await Should.ThrowAsync<DbUpdateException>(tracker.LookAsync);
        tracker.Planner.Decision = new() { Add = [WordsPlanner.Cell(9)], Finished = true };
        await tracker.LookAsync();
        (await tracker.DetailAsync()).Cells.Select(c => c.Seed).ShouldBe([1, 9]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_a_spent_budget_gave_up_waits_again_when_the_file_has_a_larger_one()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "spent 1 2 hours=1");
        await CompleteAsync(tracker, await tracker.ClaimAsync());
        foreach (var (decision, yaml) in new[]
        {
            (new SweepDecision { Add = [WordsPlanner.Cell(7)] }, "spent 1 2 hours=1.1"),
            (new SweepDecision { Prune = ["cell-2", "cell-7"], Finished = true }, "spent 1 2 hours=1.2"),
        })
        {
            tracker.Planner.Decision = decision;
            await tracker.Client.EditSweepAsync("spent", new() { Yaml = yaml });
            await tracker.LookAsync();
        }
        (await tracker.DetailAsync()).Cells.Skip(1).Select(c => c.State).ShouldBe([SweepCellState.Pruned, SweepCellState.Pruned]);
        tracker.Planner.Decision = new() { Finished = true };
        await tracker.Client.EditSweepAsync("spent", new() { Yaml = "spent 1 2 hours=2" });
        (await tracker.DetailAsync()).Cells.Skip(1).Select(c => c.State).ShouldBe([SweepCellState.Queued, SweepCellState.Queued], "also what a strategy had added");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Nothing_is_filled_that_a_spent_budget_would_give_up_at_once()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "spent 1 2 hours=1e-9");
        await tracker.ClaimAsync();
        await tracker.Client.StopRunAsync((await tracker.DetailAsync()).Cells[1].RunId);
        var outcome = await tracker.Client.FillSweepAsync("spent");
        outcome.Done.ShouldBeFalse();
        outcome.Problem.ShouldNotBeNull().ShouldContain("has spent its budget");
        (await tracker.DetailAsync()).Cells[1].State.ShouldBe(SweepCellState.Stopped);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_a_rung_ended_is_filled_so_that_no_rung_ends_it_again()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "rungs 1 2");
        var lease = await tracker.ClaimAsync();
        var journal = new SomeJournal { RunId = lease.RunId }.Started(total: 100).Evaluation(50, 60);
        await tracker.StoreAsync(journal.Lines);
        tracker.Planner.Decision = new() { Prune = ["cell-1"], Finished = true };
        await tracker.Client.EditSweepAsync("rungs", new() { Yaml = "rungs 1 2 priority=1" });
        await tracker.LookAsync();
        await tracker.StoreAsync(journal.Add(new RunStopped { FinalIteration = 60, Reason = "pruned" }).Lines);
        await tracker.LookAsync();
        var pruned = await tracker.CellAsync(lease.RunId);
        (pruned.State, pruned.Evaluations.Any(e => e.Kept)).ShouldBe((SweepCellState.Pruned, false));

        (await tracker.Client.FillSweepAsync("rungs")).Done.ShouldBeTrue();

        var filled = await tracker.CellAsync(lease.RunId);
        filled.State.ShouldBe(SweepCellState.Queued);
        filled.Evaluations.ShouldHaveSingleItem().Kept.ShouldBeTrue();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_best_configuration_is_told_by_the_mean_over_its_seeds()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "mean 1 2");
        foreach (var right in (int[])[60, 90])
        {
            var lease = await tracker.ClaimAsync();
            await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100).Evaluation(100, right).Completed(100).Lines);
            await tracker.LookAsync();
        }
        var detail = await tracker.DetailAsync();
        detail.Summary.BestCell.ShouldBe("run, mean of 2 seeds");
        detail.Summary.Best.ShouldNotBeNull().ShouldBe(detail.Cells.Average(c => c.Value!.Value), 1e-9);
        (await tracker.Client.SweepsAsync()).ShouldHaveSingleItem().Best.ShouldBe(detail.Summary.Best);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Time_is_told_for_the_cells_a_strategy_has_still_to_draw_and_not_for_those_taken_over()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "first 1 2");
        await CompleteAsync(tracker, await tracker.ClaimAsync());
        var two = await tracker.Client.CheckSweepAsync(new("second 1 2"));
        (two.Total, two.Reusable, two.PastRuns).ShouldBe((2, 1, 1));
        var each = two.EstimatedSeconds.ShouldNotBeNull() / 2;
        (await tracker.Client.CheckSweepAsync(new("second 1 2") { Reuse = true })).EstimatedSeconds.ShouldNotBeNull().ShouldBe(each, 1e-6);
        var drawn = await tracker.Client.CheckSweepAsync(new("second 1 2 total=40"));
        (drawn.Total, drawn.Cells.Count).ShouldBe((40, 2));
        drawn.EstimatedSeconds.ShouldNotBeNull().ShouldBe(40 * each, 1e-6);
        var begun = await tracker.Client.CreateSweepAsync(new("third 3 4 total=40"));
        (begun.Expected, begun.Cells.Values.Sum()).ShouldBe((40, 2));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_request_without_a_file_is_refused_and_a_name_that_could_be_an_id_is_found()
    {
        const string name = "0193d1a0-0000-7000-8000-000000000000";
        await using var tracker = await SweepingTracker.StartAsync("sqlite", name + " 1");
        (await tracker.DetailAsync()).Summary.Name.ShouldBe(name);
        using var empty = await tracker.Host.Http.PostAsync("api/sweeps", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        ((int)empty.StatusCode).ShouldBe(400);
    }

    [Fact(Timeout = Patience.OfTest)]
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

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
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

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task What_can_be_taken_over_is_asked_for_all_cells_at_once(string database)
    {
        using var questions = new Questions();
        await using var tracker = await SweepingTracker.StartAsync(database, "first");
        // of seed 1 an earlier run too: the newest is taken
        SomeJournal[] runs = [.. Enumerable.Range(1, 8).Prepend(1).Select((seed, i) =>
            new SomeJournal { From = SomeJournal.Begin.AddDays(i) }.Started(total: 100, seed: seed).Evaluation(50, 30).Evaluation(100, 50 + seed).Completed(100))];
        await tracker.StoreAsync(runs.SelectMany(r => r.Lines));

        var few = await questions.CountAsync(() => CreateAsync("two 1 2"));
        few.ShouldBeGreaterThan(1);
        (await questions.CountAsync(() => CreateAsync("eight 1 2 3 4 5 6 7 8 9"))).ShouldBe(few);
        var cells = (await tracker.Client.SweepAsync("eight"))!.Cells;
        cells.Where(c => c.State == SweepCellState.Completed).Select(c => (c.Seed, c.RunId)).ShouldBe(runs.Skip(1).Select((r, i) => (i + 1, r.RunId)));
        cells.Where(c => c.State == SweepCellState.Completed).ShouldAllBe(c => c.Evaluations.Count == 2 && c.Value > c.Evaluations[0].Value);
        cells[8].State.ShouldBe(SweepCellState.Queued);

        Task CreateAsync(string words) => tracker.Host.Get<SweepEditing>().CreateAsync(new(words) { Reuse = true }, CancellationToken.None);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_faulty_file_is_refused_with_its_faults_and_begins_nothing()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "good 1");
        (await Should.ThrowAsync<SweepFaultsException>(() => tracker.Client.CreateSweepAsync(new("wrong") { Source = "x.yaml" }))).Faults.ShouldBe(["x.yaml:1:1: wrong"]);
        (await tracker.Client.CheckSweepAsync(new("wrong") { Source = "x.yaml" })).Faults.ShouldBe(["x.yaml:1:1: wrong"]);
        (await tracker.Client.SweepsAsync()).Count.ShouldBe(1);
    }

    [Fact(Timeout = Patience.OfTest)]
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

    [Fact(Timeout = Patience.OfTest)]
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
