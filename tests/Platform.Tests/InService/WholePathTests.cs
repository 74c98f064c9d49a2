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

    [ServicesFact]
    public async Task What_evaluate_adds_after_the_end_is_delivered_and_the_run_stays_completed()
    {
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await using var trainer = TrainerProcess.Start(_home.Path, iterations: 50);
        await trainer.Completed();
        await Whole.ShouldHoldAsync(trainer, tracker);
        var before = (await tracker.Client.RunAsync(trainer.Run)).ShouldNotBeNull().Summary;

        await using var evaluate = await PlatformProgram.RunAsync(
            _home.Path, ["evaluate", trainer.Run.ToString(), "--scales", "1.0,1.5", "--flip", "--crf", "--broker", TestServices.RabbitMq!]);
        evaluate.ExitCode.ShouldBe(0, evaluate.Errors + evaluate.Output);
        evaluate.Output.ShouldContain("journaled 4 entries and delivered them");

        await Whole.ShouldHoldAsync(trainer, tracker);
        var after = (await tracker.Client.RunAsync(trainer.Run)).ShouldNotBeNull().Summary;
        (after.BestMeanIou, after.BestIteration, after.EndedAt).ShouldBe((before.BestMeanIou, before.BestIteration, before.EndedAt));
        var added = (await tracker.Client.EvaluationsAsync(trainer.Run)).Where(e => e.Protocol.OfCheckpoint == true).ToArray();
        added.Select(e => (e.Output, e.Protocol.Crf)).ShouldBe([("cam", false), ("cam-aux", false), ("seg", false), ("seg+crf", true)]);
        added.ShouldAllBe(e => Math.Abs(e.MeanIou - e.ReportedMeanIou) < 1e-9);
    }

    public void Dispose() => _home.Dispose();
}
