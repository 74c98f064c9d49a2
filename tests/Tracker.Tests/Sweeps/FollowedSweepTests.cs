using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Journal;
using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>Sweeps that a process trains by itself, shown by what their runs journal.</summary>
public sealed class FollowedSweepTests
{
    readonly SomeJournal[] _journals = [.. Enumerable.Range(1, 3).Select(_ => new SomeJournal())];

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Cells_stand_as_their_journals_say(string database)
    {
        await using var host = await TestHost.StartAsync(database, planner: new WordsPlanner());
        await BeginAsync(host);
        (await StatesAsync(host)).ShouldBe("queued queued queued");

        await StoreAsync(host, _journals[0].Started(total: 100).Metrics(1, 40), _journals[1].Started(total: 100).Evaluation(50, 60).Evaluation(100, 70).Completed(100));
        (await StatesAsync(host)).ShouldBe("running completed queued");
        var (first, second) = (await DetailAsync(host)) is var detail ? (detail.Cells[0], detail.Cells[1]) : default;
        (first.Iteration, first.Attempt, first.Trainer, first.StartedAt).ShouldBe((40, 1, "here", SomeJournal.Begin));
        second.Evaluations.Select(e => e.Iteration).ShouldBe([50, 100]);
        detail.Summary.BestCell.ShouldBe("run s2");
        (detail.Summary.State, detail.Summary.TrainedBy).ShouldBe((SweepState.Running, "bench-3"));

        // told to end, it waits; begun again it fails, and once more is all it gets
        await StoreAsync(host, _journals[0].Add(new RunStopped { FinalIteration = 40, Reason = "signal" }));
        (await StatesAsync(host)).ShouldBe("queued completed queued");
        await StoreAsync(host, _journals[0].Resumed(40).Add(Failure));
        (await StatesAsync(host)).ShouldBe("queued completed queued");
        await StoreAsync(host, _journals[0].Resumed(40).Add(Failure));
        (await StatesAsync(host)).ShouldBe("failed completed queued");
        (await DetailAsync(host)).Cells[0].Error.ShouldBe("loss term seg is not finite");

        await host.Get<FollowedSweeps>().FailAsync("ladder", new Dictionary<string, string> { ["cell-3"] = "no such folder" }, CancellationToken.None);
        (await StatesAsync(host)).ShouldBe("failed completed failed");
        (await DetailAsync(host)).Summary.State.ShouldBe(SweepState.Ended);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Begun_again_what_has_not_completed_waits_and_what_has_is_known_from_its_journal()
    {
        await using var host = await TestHost.StartAsync(planner: new WordsPlanner());
        // of an earlier process, whose tracker had not heard of the sweep
        await StoreAsync(host, _journals[0].Started(total: 100).Evaluation(100, 70).Completed(100), _journals[1].Started(total: 100).Metrics(1, 40).Add(Failure));
        await BeginAsync(host);
        (await StatesAsync(host)).ShouldBe("completed queued queued", "a failed one has another try");
        (await DetailAsync(host)).Summary.CreatedAt.ShouldBe(SomeJournal.Begin);
        await BeginAsync(host, seeds: 2);
        (await StatesAsync(host)).ShouldBe("completed queued", "the third had not begun and is not wanted any more");
        await StoreAsync(host, _journals[1].Resumed(20).Evaluation(100, 60).Completed(100));
        (await StatesAsync(host)).ShouldBe("completed completed");
        var ended = (await DetailAsync(host)).Summary;
        ended.State.ShouldBe(SweepState.Ended);

        await BeginAsync(host, seeds: 2);
        (await DetailAsync(host)).Summary.EndedAt.ShouldBe(ended.EndedAt, "there is nothing to do");
        await BeginAsync(host, seeds: 2, "objective=miou/val/cam");
        (await DetailAsync(host)).Cells.ShouldAllBe(c => c.Value == null, "nothing was evaluated on the new objective");
        await BeginAsync(host);
        (await StatesAsync(host)).ShouldBe("completed completed queued");
        (await DetailAsync(host)).Summary.State.ShouldBe(SweepState.Running);
    }

    [Theory(Timeout = Patience.OfTest), InlineData(true), InlineData(false)]
    public async Task A_cell_that_was_at_work_when_its_process_went_stands_as_its_journal_ends(bool completed)
    {
        await using var host = await TestHost.StartAsync(planner: new WordsPlanner());
        await BeginAsync(host, seeds: 1);
        await StoreAsync(host, _journals[0].Started(total: 100).Metrics(1, 40));
        (await StatesAsync(host)).ShouldBe("running");

        await BeginAsync(host, seeds: 1);
        (await StatesAsync(host)).ShouldBe("queued");
        // what was journaled and not delivered is now
        await StoreAsync(host, completed ? _journals[0].Evaluation(100, 70).Completed(100) : _journals[0].Add(new RunStopped { FinalIteration = 40, Reason = "signal" }));
        (await StatesAsync(host)).ShouldBe(completed ? "completed" : "queued");
        (await DetailAsync(host)).Cells[0].Evaluations.Count.ShouldBe(completed ? 1 : 0);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Nobody_else_trains_or_commands_it()
    {
        await using var host = await TestHost.StartAsync(planner: new WordsPlanner());
        await BeginAsync(host);
        (await host.Client.ClaimAsync(new(Guid.CreateVersion7(), "a"))).ShouldBeNull();
        foreach (var command in new[] { host.Client.PauseSweepAsync("ladder"), host.Client.StopSweepAsync("ladder"), host.Client.FillSweepAsync("ladder"), host.Client.StopRunAsync(_journals[0].RunId) })
        {
            var outcome = await command;
            outcome.Done.ShouldBeFalse();
            outcome.Problem.ShouldBe("ladder is trained by platform sweep run on bench-3: Ctrl+C there ends it, the same command goes on with it");
        }
        (await Should.ThrowAsync<SweepFaultsException>(() => host.Client.EditSweepAsync("ladder", new() { Yaml = "ladder 1" }))).Faults.ShouldHaveSingleItem().ShouldContain("bench-3");
        (await StatesAsync(host)).ShouldBe("queued queued queued");
    }

    static RunFailed Failure => new() { FinalIteration = 40, Error = "loss term seg is not finite" };

    Task BeginAsync(TestHost host, int seeds = 3, string words = "") => host.Get<FollowedSweeps>().BeginAsync(
        new WordsPlanner().Plan($"ladder {string.Join(' ', Enumerable.Range(1, seeds))} {words}".Trim(), "words"),
        Enumerable.Range(1, seeds).ToDictionary(seed => $"cell-{seed}", seed => _journals[seed - 1].RunId), "bench-3", CancellationToken.None);

    static Task StoreAsync(TestHost host, params SomeJournal[] journals) => host.Get<JournalStore>().StoreAsync([.. journals.SelectMany(j => j.Lines)], CancellationToken.None);

    static async Task<string> StatesAsync(TestHost host)
    {
        await host.Get<SweepRound>().RunAsync(TimeSpan.FromHours(1), CancellationToken.None);
        return string.Join(' ', (await DetailAsync(host)).Cells.Select(c => c.State.ToString().ToLowerInvariant()));
    }

    static async Task<SweepDetail> DetailAsync(TestHost host) => (await host.Client.SweepAsync("ladder")).ShouldNotBeNull();
}
