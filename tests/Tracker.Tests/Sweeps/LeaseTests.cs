using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Who gets which cell, and what becomes of it.</summary>
public sealed class LeaseTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Trainers_that_ask_at_once_get_different_cells(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "many 1 2 3 4 5 6 7 8");
        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => tracker.Client.ClaimAsync(new(Guid.CreateVersion7(), $"t{i}"))));
        leases.OfType<Lease>().Select(l => l.RunId).Distinct().Count().ShouldBe(8);
        leases.Count(l => l is null).ShouldBe(4);
        leases.OfType<Lease>().ShouldAllBe(l => l.Attempt == 1 && l.Sequence == 0 && l.Config.GetProperty("iterations").GetInt32() == 100);
    }

    [Theory(Timeout = Patience.OfTest), OnPostgres]
    public async Task Two_trackers_on_a_database_give_each_cell_once_and_one_that_hears_a_trainer_is_enough(string database)
    {
        var shared = await TestDatabase.CreateAsync(database);
        await using var tracker = await SweepingTracker.StartAsync(database, "many 1 2 3 4 5 6 7 8", shared);
        await using var other = await TestHost.StartAsync(database, onto: shared, planner: new WordsPlanner());
        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? tracker.Client : other.Client).ClaimAsync(new(Guid.CreateVersion7(), $"t{i}"))));
        leases.OfType<Lease>().Select(l => l.RunId).Distinct().Count().ShouldBe(8);
        leases.Count(l => l is null).ShouldBe(4);

        var heard = leases.OfType<Lease>().First();
        foreach (var lease in leases.OfType<Lease>())
            await tracker.HeardAsync(lease.RunId, TimeSpan.FromHours(-2));
        other.Get<HeardTrainers>().Heard(new() { Trainer = "t", SentAt = SomeJournal.Begin, RunId = heard.RunId, Attempt = 1, Iteration = 5 });
        await other.Get<SweepRound>().RunAsync(TimeSpan.Zero, CancellationToken.None);
        await tracker.LookAsync();
        (await tracker.DetailAsync()).Cells.Where(c => c.State == SweepCellState.Running).ShouldHaveSingleItem().RunId.ShouldBe(heard.RunId);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_same_question_gets_the_same_answer()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "two 1 2");
        var request = new LeaseRequest(Guid.CreateVersion7(), "a");
        var first = await tracker.Client.ClaimAsync(request);
        var again = await tracker.Client.ClaimAsync(request);
        (again!.RunId, again.Attempt).ShouldBe((first!.RunId, first.Attempt));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_higher_priority_goes_first_and_a_paused_sweep_does_not_go()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "low 1 2");
        await tracker.Client.CreateSweepAsync(new("high 1") { Priority = 5 });
        (await tracker.ClaimAsync()).Sweep.ShouldBe("high");
        (await tracker.ClaimAsync()).Sweep.ShouldBe("low");
        (await tracker.Client.PauseSweepAsync("low")).Done.ShouldBeTrue();
        (await tracker.Client.ClaimAsync(new(Guid.CreateVersion7(), "a"))).ShouldBeNull();
        (await tracker.Client.ResumeSweepAsync("low")).Done.ShouldBeTrue();
        (await tracker.ClaimAsync()).Sweep.ShouldBe("low");
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_silent_trainers_cell_goes_to_another_at_the_next_attempt_unless_it_is_heard_again_before(string database)
    {
        await using var tracker = await SweepingTracker.StartAsync(database, "one 1");
        var lost = await tracker.ClaimAsync("lost");
        await tracker.SilenceAsync(lost.RunId);
        (await tracker.CellAsync(lost.RunId)).State.ShouldBe(SweepCellState.Stale);

        tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "lost", SentAt = SomeJournal.Begin, RunId = lost.RunId, Attempt = 1, Iteration = 30 });
        await tracker.LookAsync();
        var found = await tracker.CellAsync(lost.RunId);
        (found.State, found.Iteration, found.Losses).ShouldBe((SweepCellState.Running, 30, 1));

        tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "lost", SentAt = SomeJournal.Begin });
        await tracker.SilenceAsync(lost.RunId);
        var next = await tracker.ClaimAsync("next");
        (next.RunId, next.Attempt).ShouldBe((lost.RunId, 2));
        (await tracker.Client.JournalStateAsync(lost.RunId)).ShouldNotBeNull().GrantedAttempt.ShouldBe(2, "by which the lost one knows");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_trainer_that_dies_of_the_same_cell_again_and_again_ends_it()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "one 1 2");
        var run = (await tracker.ClaimAsync()).RunId;
        for (var loss = 1; loss < 5; loss++)
        {
            await tracker.SilenceAsync(run);
            (await tracker.ClaimAsync($"t{loss}")).RunId.ShouldBe(run, "what had begun goes first");
        }
        await tracker.SilenceAsync(run);
        var cell = await tracker.CellAsync(run);
        cell.State.ShouldBe(SweepCellState.Failed);
        cell.Error.ShouldNotBeNull().ShouldContain("fell silent 5 times");
        (await tracker.ClaimAsync()).RunId.ShouldNotBe(run, "the rest goes on");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_trainer_that_is_heard_again_and_again_has_not_died()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "slow 1");
        var run = (await tracker.ClaimAsync("slow")).RunId;
        for (var loss = 1; loss < 8; loss++)
        {
            tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "slow", SentAt = SomeJournal.Begin });
            await tracker.SilenceAsync(run);
            tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "slow", SentAt = SomeJournal.Begin, RunId = run, Attempt = 1, Iteration = 0 });
            await tracker.LookAsync();
            var found = await tracker.CellAsync(run);
            (found.State, found.Losses).ShouldBe((SweepCellState.Running, loss));
        }
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_journal_tells_how_a_cell_ended()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "three 1 2 3");
        var (done, failing, back) = (await tracker.ClaimAsync("a"), await tracker.ClaimAsync("b"), await tracker.ClaimAsync("c"));
        await tracker.StoreAsync(new SomeJournal { RunId = done.RunId }.Started(total: 100).Evaluation(50, 40).Evaluation(100, 60).Completed(100).Lines);
        var failed = new SomeJournal { RunId = failing.RunId }.Started(total: 100).Add(new Contracts.Events.RunFailed { FinalIteration = 7, Error = "NaN" });
        await tracker.StoreAsync(failed.Lines);
        await tracker.StoreAsync(new SomeJournal { RunId = back.RunId }.Started(total: 100).Add(new Contracts.Events.RunStopped { FinalIteration = 9, Reason = "signal" }).Lines);
        await tracker.LookAsync();

        var completed = await tracker.CellAsync(done.RunId);
        (completed.State, completed.Iteration).ShouldBe((SweepCellState.Completed, 100));
        completed.Evaluations.Select(e => (e.Iteration, e.Order)).ShouldBe([(50, 1), (100, 2)]);
        completed.Value.ShouldBe((await tracker.Client.EvaluationsAsync(done.RunId))[^1].MeanIou);
        (await tracker.CellAsync(failing.RunId)).State.ShouldBe(SweepCellState.Queued, "it may fail once");
        (await tracker.CellAsync(back.RunId)).State.ShouldBe(SweepCellState.Queued, "a drained trainer gives its cell back");

        (await tracker.ClaimAsync("d")).RunId.ShouldBe(failing.RunId);
        await tracker.StoreAsync(failed.Resumed(0).Add(new Contracts.Events.RunFailed { FinalIteration = 7, Error = "NaN again" }).Lines);
        await tracker.LookAsync();
        var ended = await tracker.CellAsync(failing.RunId);
        (ended.State, ended.Error, ended.Failures).ShouldBe((SweepCellState.Failed, "NaN again", 2));
        (await tracker.Client.RetrySweepAsync("three")).Done.ShouldBeTrue();
        (await tracker.CellAsync(failing.RunId)).State.ShouldBe(SweepCellState.Queued);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_run_that_had_completed_is_not_trained_again_when_its_lease_runs_out()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "one 1");
        var lease = await tracker.ClaimAsync();
        await tracker.SilenceAsync(lease.RunId);
        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId }.Started(total: 100).Evaluation(100, 60).Completed(100).Lines);
        (await tracker.Client.ClaimAsync(new(Guid.CreateVersion7(), "b"))).ShouldBeNull();
        await tracker.LookAsync();
        var detail = await tracker.DetailAsync();
        (detail.Cells[0].State, detail.Cells[0].Attempt, detail.Summary.State).ShouldBe((SweepCellState.Completed, 1, SweepState.Ended));
        detail.Cells[0].Value.ShouldNotBeNull();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_cell_that_cannot_begin_fails_with_what_its_trainer_says()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "one 1");
        for (var time = 0; time < 2; time++)
        {
            var lease = await tracker.ClaimAsync();
            await tracker.Client.ReturnAsync(lease.RunId, new(lease.Attempt, "no such dataset"));
        }
        var cell = (await tracker.DetailAsync()).Cells.Single();
        (cell.State, cell.Error).ShouldBe((SweepCellState.Failed, "no such dataset"));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_cell_that_failed_on_one_machine_is_left_to_another_while_there_is_one()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "one 1");
        tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "good/1-a", SentAt = SomeJournal.Begin, State = TrainerState.Idle });
        var lease = await tracker.ClaimAsync("bad/1-a");
        await tracker.Client.ReturnAsync(lease.RunId, new(lease.Attempt, "no such dataset"));

        (await tracker.Client.ClaimAsync(new(Guid.CreateVersion7(), "bad/2-b"))).ShouldBeNull("what lacks the data there, it would fail of again");
        (await tracker.ClaimAsync("good/1-a")).RunId.ShouldBe(lease.RunId);
    }

    [Theory(Timeout = Patience.OfTest), InlineData(-400), InlineData(400)]
    public async Task A_trainers_clock_changes_nothing_about_leases_and_hours(int daysOff)
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "skew 1");
        var lease = await tracker.ClaimAsync("a");
        var from = TimeProvider.System.GetUtcNow().AddDays(daysOff);
        tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "a", SentAt = from, RunId = lease.RunId, Attempt = 1, Iteration = 30 });
        await tracker.LookAsync();
        var running = await tracker.CellAsync(lease.RunId);
        (running.State, running.Iteration, running.Losses).ShouldBe((SweepCellState.Running, 30, 0));

        await tracker.StoreAsync(new SomeJournal { RunId = lease.RunId, From = from }.Started(total: 100).Evaluation(100, 60).Completed(100).Lines);
        await tracker.LookAsync();

        var detail = await tracker.DetailAsync();
        detail.Cells.Single().State.ShouldBe(SweepCellState.Completed);
        detail.Summary.HoursSpent.ShouldBeInRange(0, 0.1);
        detail.Cells.Single().EndedAt.ShouldNotBeNull().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task How_far_a_trainer_says_it_is_counts_though_its_lease_is_newer_than_its_word()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "near 1");
        var lease = await tracker.ClaimAsync("a");
        tracker.Host.Get<HeardTrainers>().Heard(new() { Trainer = "a", SentAt = SomeJournal.Begin, RunId = lease.RunId, Attempt = 1, Iteration = 30 });
        await tracker.HeardAsync(lease.RunId, TimeSpan.FromMinutes(1));
        await tracker.LookAsync();
        (await tracker.CellAsync(lease.RunId)).Iteration.ShouldBe(30);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_lease_from_before_the_clock_was_set_back_runs_out_all_the_same()
    {
        await using var tracker = await SweepingTracker.StartAsync("sqlite", "back 1");
        var lease = await tracker.ClaimAsync();
        await tracker.HeardAsync(lease.RunId, TimeSpan.FromHours(1));
        await tracker.LookAsync();
        var heard = await tracker.HeardAtAsync(lease.RunId);
        heard.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeProvider.System.GetUtcNow());
    }
}
