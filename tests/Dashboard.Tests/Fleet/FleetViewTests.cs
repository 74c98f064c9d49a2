using Platform.Contracts.Api;
using Platform.Contracts.Commands;
using Platform.Dashboard.Fleet;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Fleet;

public sealed class FleetViewTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task Trainers_are_joined_with_what_they_run_and_runs_without_a_heartbeat_follow()
    {
        await using var tracker = await TrackerApi.StartAsync();
        var (heard, unheard) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        tracker.Fleet = SomeFleet.Fine with { Running = [SomeFleet.AtWork(unheard, "unheard"), SomeFleet.AtWork(heard, "heard")] };
        tracker.Trainers = [SomeFleet.Trainer("host-b/7", TrainerState.Idle), SomeFleet.Trainer("host-a/3", TrainerState.Training, heard)];
        var view = new FleetView(tracker.Client, TimeProvider.System);
        (await view.RefreshAsync()).ShouldBeTrue();

        view.Trainers.Select(t => (t.Key, t.RunName)).ShouldBe([("host-a/3", "heard"), ("host-b/7", null), (unheard.ToString(), "unheard")]);
        (view.Alive, view.Training).ShouldBe((2, 1));
        view.Matching(" HEARD ").Count.ShouldBe(2);
        view.Matching("host-b").ShouldHaveSingleItem();
        view.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_wrong_is_named_with_what_to_do_the_serious_first()
    {
        var fine = SomeFleet.Fine;
        Found(fine with { Conflicts = 2, DeadLetters = 3 }).ShouldBe(["3 unreadable messages", "2 entries came twice with different bytes"]);
        Found(fine with { Broker = fine.Broker with { Queues = [new("tracker-journal", 70, 0)] } }).ShouldBe(["Nobody takes from the journal's queue"]);
        Found(fine with { Broker = fine.Broker with { Queues = [new("tracker-journal", 90_000, 1)] } }).ShouldBe(["90,000 entries wait in the queue"]);
        Found(fine with { Broker = new("rabbitmq", "amqp://b/", "cannot be reached; start it", []) }).ShouldBe(["RabbitMQ at amqp://b/ cannot be reached"]);
        Found(fine with { Broker = fine.Broker with { Queues = [new(StartRun.Queue, 4, 0)] } }).ShouldBe(["4 cells of sweeps wait, and no trainer takes them"]);
        Found(fine with { Storage = new("sqlite", 1, 1 << 20) }).ShouldBe(["1.0 MiB are left on the database's disk"]);
        var waiting = new WaitingRun(Guid.CreateVersion7(), "late", 5, 17);
        Found(fine with { WaitingEntries = 5, WaitingRuns = [waiting] }).ShouldBe(["5 entries of a run wait for one that has not come"]);
        Found(fine, new TrainerRow(SomeFleet.Trainer("host/1", TrainerState.Lost), null)).ShouldBe(["host/1 has fallen silent"]);
        FleetFinding.Of(fine with { DeadLetters = 1, WaitingRuns = [waiting] }, []).ShouldAllBe(f => f.Advice.Length > 0 && f.Meaning.Length > 0);
    }

    static string[] Found(FleetStatus status, params TrainerRow[] trainers) => [.. FleetFinding.Of(status, trainers).Select(f => f.What)];
}
