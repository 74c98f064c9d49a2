using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>Parts of the path are taken away while a run trains, and come back.</summary>
public sealed class OutageTests : IDisposable
{
    readonly TempFolder _home = new();

    [BrokerRestartFact]
    public async Task While_the_broker_is_away_one_run_trains_on_another_ends_and_says_what_is_left_and_of_neither_is_anything_missing_or_twice()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var staying = TrainerProcess.Start(_home.Path, TrainerProcess.Endless);
        await using var ending = TrainerProcess.Start(_home.Path, TrainerProcess.Endless, drainSeconds: 1);
        await Applied(tracker, staying, 5);
        await Applied(tracker, ending, 5);

        await TestServices.StopBrokerAsync();
        try
        {
            await staying.Journaled(staying.Lines().Length + 3);    // training went on
            await ending.StopAsync();
            ending.Process.Output.ShouldContain($"platform sync {ending.Folder}");
        }
        finally
        {
            await TestServices.StartBrokerAsync();
        }
        await Applied(tracker, staying, staying.Lines().Length + 1);
        await staying.StopAsync();
        await Whole.ShouldHoldAsync(staying, tracker, RunStatus.Stopped);
        await SyncAsync(ending);
        await Whole.ShouldHoldAsync(ending, tracker, RunStatus.Stopped);
    }

    [ServicesFact]
    public async Task Nothing_is_missing_or_twice_after_the_tracker_was_killed_in_the_middle_of_training()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var trainer = TrainerProcess.Start(_home.Path, TrainerProcess.Endless);
        for (var time = 1; time <= 2; time++)
        {
            await Applied(tracker, trainer, 5 * time);
            await tracker.KillAsync();
            await trainer.Journaled(trainer.Lines().Length + 2);
            await tracker.StartAgainAsync();
        }
        await trainer.StopAsync();
        await Whole.ShouldHoldAsync(trainer, tracker, RunStatus.Stopped);
    }

    [ServicesFact]
    public async Task What_a_killed_trainer_had_journaled_is_delivered_by_sync()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var trainer = TrainerProcess.Start(_home.Path, TrainerProcess.Endless);
        await trainer.Journaled(6);
        await trainer.Process.KillAsync();
        await SyncAsync(trainer);
        await Whole.ShouldHoldAsync(trainer, tracker, RunStatus.Running);
    }

    public void Dispose() => _home.Dispose();

    async Task SyncAsync(TrainerProcess trainer)
    {
        await using var sync = await PlatformProgram.RunAsync(_home.Path, ["sync", trainer.Folder],
            ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!));
        sync.ExitCode.ShouldBe(0, sync.Errors + sync.Output);
    }

    static Task Applied(TrackerProcess tracker, TrainerProcess trainer, long entries) => Eventually.Holds(
        async () => trainer.Process.HasExited
            ? throw new InvalidOperationException($"the trainer ended: {trainer.Process.Errors}{trainer.Process.Output}")
            : (await tracker.Client.JournalStateAsync(trainer.Run))?.AppliedSequence >= entries,
        $"{entries} entries are applied");
}
