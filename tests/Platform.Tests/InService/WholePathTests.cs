using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.InService;

public sealed class WholePathTests : IDisposable
{
    readonly TempFolder _home = new();

    [ServicesFact]
    public async Task File_table_and_API_hold_the_same_entries_of_a_run()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var trainer = TrainerProcess.Start(_home.Path, iterations: 50);
        await trainer.Completed();
        await Whole.ShouldHoldAsync(trainer, tracker);

        var run = (await tracker.Client.RunAsync(trainer.Run)).ShouldNotBeNull();
        run.Summary.Iteration.ShouldBe(50);
        run.Summary.BestMeanIou.ShouldNotBeNull();
        run.Phases.Count.ShouldBeGreaterThanOrEqualTo(3);
        var series = await tracker.Client.SeriesAsync(trainer.Run, ["loss/cls"]);
        series.ShouldHaveSingleItem().Iterations.ShouldBe(Enumerable.Range(1, 50));
        (await tracker.Client.PreviewsAsync(trainer.Run)).ShouldNotBeEmpty();
    }

    [ServicesFact]
    public async Task A_trainer_told_to_stop_saves_journals_and_can_be_resumed()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var first = TrainerProcess.Start(_home.Path, iterations: 300);
        await first.Journaled(4);
        await first.StopAsync();
        await Whole.ShouldHoldAsync(first, tracker, RunStatus.Stopped);

        await using var second = first.Resume(iterations: 300);
        await second.Completed();
        await Whole.ShouldHoldAsync(second, tracker);
        var series = await tracker.Client.SeriesAsync(first.Run, ["loss/cls"]);
        series.ShouldHaveSingleItem().Iterations.ShouldBe(Enumerable.Range(1, 300), "each iteration once, none left out");
    }

    [ServicesFact]
    public async Task What_a_trainer_journals_offline_is_delivered_by_sync()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var trainer = TrainerProcess.Start(_home.Path, iterations: 20, more: "--offline");
        await trainer.Completed();
        trainer.Process.Output.ShouldContain($"platform sync {trainer.Folder}");
        (await tracker.Client.RunAsync(trainer.Run)).ShouldBeNull();

        for (var time = 0; time < 2; time++)
        {
            await using var sync = await PlatformProgram.RunAsync(_home.Path, ["sync", "runs"],
                ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!));
            sync.ExitCode.ShouldBe(0, sync.Errors + sync.Output);
            await Whole.ShouldHoldAsync(trainer, tracker);
        }
    }

    public void Dispose() => _home.Dispose();
}
