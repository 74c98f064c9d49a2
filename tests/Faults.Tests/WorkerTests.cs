using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.TestKit;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>Workers that train a sweep of real, tiny runs while everything around them dies.</summary>
public sealed class WorkerTests(ITestOutputHelper output)
{
    const int Iterations = 40;
    const int Kills = 8;

    const string Sweep = """
        name: drain
        base: tiny-shapes
        seeds: [1, 2, 3, 4, 5, 6]
        set:
          iterations: 40
          schedule: { evaluateEvery: 20, previewEvery: 40, checkpointEvery: 10 }
          dataset.shapes: { trainImages: 16, validationImages: 4 }
        axes:
          switches.ptc: [on, off]
          lossWeights.seg: [0.1, 0.2]
        """;

    const string Broken = """
        name: broken
        base: tiny-shapes
        priority: 5
        set:
          iterations: 40
          dataset.folder: tiny-shapes-of-the-broken
          backbone.weights: nowhere.safetensors
        """;

    const string Long = """
        name: drain
        base: tiny-shapes
        seeds: [1]
        set:
          iterations: 600
          schedule: { evaluateEvery: 300, previewEvery: 600, checkpointEvery: 20 }
          dataset.shapes: { trainImages: 16, validationImages: 4 }
        """;

    static readonly TimeSpan s_patience = 2 * KillableServices.Patience;

    [FaultFact]
    public async Task Workers_killed_at_random_a_broker_and_a_tracker_restarted_and_every_cell_completes_once()
    {
        var chance = new Random(7);
        var began = TimeProvider.System.GetTimestamp();
        await using var rig = await SweepRig.StartAsync(workers: 3);
        await rig.Client.CreateSweepAsync(new(Broken));
        await rig.Client.CreateSweepAsync(new(Sweep));
        var (kills, brokerDied, trackerDied) = (0, false, false);
        SweepDetail? detail = null;
        while (detail?.Summary.EndedAt is null)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(s_patience, Told(detail, rig));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            detail = await rig.LookAsync("drain") ?? detail;
            var done = detail?.Cells.Count(c => c.State == SweepCellState.Completed) ?? 0;
            // at points of the sweep and not of time: a slow machine dies as often
            if (done >= 2 * (kills + 1) && kills < Kills)
            {
                var worker = chance.Next(1, 4);
                await rig.KillAsync($"worker-{worker}");
                rig.StartWorker(worker);
                kills++;
            }
            if (done >= 7 && !brokerDied)
            {
                brokerDied = true;
                await KillableServices.DoAsync("broker-kill");
                await KillableServices.DoAsync("broker-start");
            }
            if (done >= 13 && !trackerDied)
            {
                trackerDied = true;
                await rig.KillAsync("tracker");
                rig.StartTracker();
                await rig.ReadyAsync();
            }
        }
        Tell(detail, kills, TimeProvider.System.GetElapsedTime(began));
        await ShouldBeWholeAsync(rig, detail);
        await ShouldHaveFailedAsync(rig);
    }

    [FaultFact]
    public async Task A_worker_told_to_end_gives_its_cell_back_and_another_goes_on_from_its_checkpoint()
    {
        await using var rig = await SweepRig.StartAsync(workers: 1, leaseSeconds: 3600);
        var endless = Sweep.Replace("iterations: 40", "iterations: 400000", StringComparison.Ordinal).Replace("[1, 2, 3, 4, 5, 6]", "[1]", StringComparison.Ordinal)
            .Replace("[on, off]", "[on]", StringComparison.Ordinal).Replace("[0.1, 0.2]", "[0.1]", StringComparison.Ordinal);
        await rig.Client.CreateSweepAsync(new(endless));
        await UntilAsync(rig, cell => cell.State == SweepCellState.Running && cell.Iteration > 20, "it trains");
        await Eventually.Holds(async () => (await rig.Client.TrainersAsync()).Any(t => t.State == TrainerState.Training && t.RunName!.StartsWith("tiny-shapes", StringComparison.Ordinal)),
            "it is among the trainers", KillableServices.Patience);

        rig.Signal("worker-1", "TERM");
        await Eventually.Holds(() => rig.HasExited("worker-1"), "the worker ends", KillableServices.Patience);
        var given = await UntilAsync(rig, cell => cell.State == SweepCellState.Queued, "the cell is back");
        (given.Losses, given.Failures).ShouldBe((0, 0));
        rig.StartWorker(2);
        await UntilAsync(rig, cell => cell is { State: SweepCellState.Running, Attempt: >= 2 } && cell.Iteration > given.Iteration, "another goes on");

        (await rig.Client.StopRunAsync(given.RunId, "seen enough")).Done.ShouldBeTrue();
        await UntilAsync(rig, cell => cell.State == SweepCellState.Stopped, "it is stopped");
        var events = await EventsAsync(rig, given.RunId);
        events.OfType<RunResumed>().ShouldHaveSingleItem().FromIteration.ShouldBe(events.OfType<RunStopped>().First().FinalIteration);
        events.OfType<RunStopped>().Select(e => e.Reason).ShouldBe(["signal", "seen enough"]);
    }

    [FaultFact]
    public async Task A_worker_that_slept_past_its_lease_and_wakes_while_another_has_the_cell_changes_nothing_of_it()
    {
        await using var rig = await SweepRig.StartAsync(workers: 1);
        await rig.Client.CreateSweepAsync(new(Long));
        var before = await UntilAsync(rig, cell => cell.State == SweepCellState.Running && cell.Iteration > 40, "it trains");
        rig.Signal("worker-1", "STOP");
        await UntilAsync(rig, cell => cell.State == SweepCellState.Stale, "its lease runs out");
        rig.StartWorker(2);
        await UntilAsync(rig, cell => cell is { State: SweepCellState.Running, Attempt: >= 2 } && cell.Iteration > before.Iteration, "another goes on");

        rig.Signal("worker-1", "CONT");

        await Eventually.Holds(async () => (await rig.Client.TrainersAsync()).Any(t => t.Trainer == before.Trainer && t.State == TrainerState.Idle),
            "it is told that it has lost the cell and is free for the next", KillableServices.Patience);
        var cell = await UntilAsync(rig, cell => cell.State == SweepCellState.Completed, "the other completes it");
        // where the machine is slow the other is taken for silent too, and heard again
        cell.Losses.ShouldBeGreaterThanOrEqualTo(1);
        cell.Failures.ShouldBe(0);
        var events = await EventsAsync(rig, cell.RunId);
        events.OfType<RunResumed>().Count().ShouldBe(cell.Attempt - 1);
        events.OfType<RunResumed>().ShouldAllBe(r => r.FromIteration > 0);
        events[^1].ShouldBeOfType<RunCompleted>();
        events.OfType<RunStopped>().ShouldBeEmpty("how the sleeper ended is its own affair");
        (await rig.Client.SeriesAsync(cell.RunId, ["loss/total"])).Single().Iterations.ShouldBe(Enumerable.Range(1, 600));
        await Eventually.Holds(async () => (await rig.Client.JournalStateAsync(cell.RunId))?.Conflicts > 0, "what the sleeper sent is kept, and counts for nothing", KillableServices.Patience);
        var state = (await rig.Client.JournalStateAsync(cell.RunId)).ShouldNotBeNull();
        (state.Gaps.Count, state.BrokenAt).ShouldBe((0, null));
        rig.HasExited("worker-1").ShouldBeFalse();
    }

    static async Task<SweepCellInfo> UntilAsync(SweepRig rig, Func<SweepCellInfo, bool> holds, string what)
    {
        SweepCellInfo? cell = null;
        await Eventually.Holds(async () => (cell = (await rig.LookAsync("drain"))?.Cells[0]) is not null && holds(cell), what, KillableServices.Patience);
        return cell!;
    }

    static async Task ShouldBeWholeAsync(SweepRig rig, SweepDetail detail)
    {
        detail.Cells.Count.ShouldBe(24);
        detail.Cells.ShouldAllBe(c => c.State == SweepCellState.Completed && c.Iteration == Iterations && c.Value != null, Told(detail, rig));
        detail.Cells.Select(c => c.RunId).Distinct().Count().ShouldBe(24);
        foreach (var cell in detail.Cells)
        {
            var state = (await rig.Client.JournalStateAsync(cell.RunId)).ShouldNotBeNull();
            (state.Gaps.Count, state.BrokenAt).ShouldBe((0, null), cell.Name);
            var events = await EventsAsync(rig, cell.RunId);
            events.OfType<RunCompleted>().Count().ShouldBe(1, cell.Name);
            events[^1].ShouldBeOfType<RunCompleted>();
            // what attempts did twice counts once
            var loss = (await rig.Client.SeriesAsync(cell.RunId, ["loss/total"])).Single();
            loss.Iterations.ShouldBe(Enumerable.Range(1, Iterations), cell.Name);
        }
        var runs = await rig.Client.RunsAsync(new());
        runs.Total.ShouldBe(24, "no run but the cells'");
    }

    static async Task ShouldHaveFailedAsync(SweepRig rig)
    {
        // where a worker had it in hand when it was killed, it may be the last that ends
        await Eventually.Holds(async () => (await rig.Client.SweepAsync("broken"))!.Summary.EndedAt is not null, "it ended", KillableServices.Patience);
        var cell = (await rig.Client.SweepAsync("broken"))!.Cells.ShouldHaveSingleItem();
        (cell.State, cell.Failures).ShouldBe((SweepCellState.Failed, 2));
        cell.Error.ShouldNotBeNull().ShouldContain("nowhere.safetensors");
    }

    static async Task<IReadOnlyList<IRunEvent>> EventsAsync(SweepRig rig, Guid run) =>
        [.. (await rig.Client.JournalAsync(run, take: 10_000)).Select(line => JournalEntry.Read(line).Event)];

    void Tell(SweepDetail detail, int kills, TimeSpan took)
    {
        var busy = TimeSpan.FromHours(detail.Summary.HoursSpent);
        output.WriteLine($"24 cells, 3 workers, {kills} killed, {detail.Cells.Sum(c => c.Losses)} leases lost, attempts {detail.Cells.Sum(c => c.Attempt)}: "
            + $"{took.TotalSeconds:0} s, of which {busy.TotalSeconds / 3:0} s each worker trained");
    }

    static string Told(SweepDetail? detail, SweepRig rig) =>
        string.Join('\n', detail?.Cells.Select(c => $"{c.Name} {c.State} attempt {c.Attempt} {c.Iteration} {c.Error}") ?? []) + "\n" + rig.Errors;
}
