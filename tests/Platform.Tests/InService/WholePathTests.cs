using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>One tracker, and one run of fifty iterations that has completed, for all.</summary>
public sealed class WholePathTests(WholePath path) : IClassFixture<WholePath>
{
    string Home => path.Home;

    TrackerProcess Tracker => path.Tracker;

    TrainerProcess Trainer => path.Trainer;

    [ServicesFact]
    public async Task File_table_and_API_hold_the_same_entries_of_a_run()
    {
        await Whole.ShouldHoldAsync(Trainer, Tracker);

        var run = (await Tracker.Client.RunAsync(Trainer.Run)).ShouldNotBeNull();
        run.Summary.Iteration.ShouldBe(50);
        run.Summary.BestMeanIou.ShouldNotBeNull();
        run.Phases.Count.ShouldBeGreaterThanOrEqualTo(3);
        var series = await Tracker.Client.SeriesAsync(Trainer.Run, ["loss/cls"]);
        series.ShouldHaveSingleItem().Iterations.ShouldBe(Enumerable.Range(1, 50));
        (await Tracker.Client.PreviewsAsync(Trainer.Run)).ShouldNotBeEmpty();
    }

    [ServicesFact]
    public async Task A_trainer_told_to_stop_saves_journals_and_can_be_resumed()
    {
        var iterations = 100;
        var first = TrainerProcess.Start(Home, iterations);
        while (!await IsStoppedAsync(first))
            first = TrainerProcess.Start(Home, iterations *= 10);
        await Whole.ShouldHoldAsync(first, Tracker, RunStatus.Stopped);

        await using var second = first.Resume(iterations);
        await second.Completed();
        await Whole.ShouldHoldAsync(second, Tracker);
        var series = await Tracker.Client.SeriesAsync(first.Run, ["loss/cls"]);
        series.ShouldHaveSingleItem().Iterations.ShouldBe(Enumerable.Range(1, iterations), "each iteration once, none left out");
    }

    [ServicesFact]
    public async Task What_a_trainer_journals_offline_is_delivered_by_sync()
    {
        await using var trainer = TrainerProcess.Start(Home, iterations: 20, more: "--offline");
        await trainer.Completed();
        trainer.Process.Output.ShouldContain($"platform sync {trainer.Folder}");
        (await Tracker.Client.RunAsync(trainer.Run)).ShouldBeNull();

        for (var time = 0; time < 2; time++)
        {
            await using var sync = await PlatformProgram.RunAsync(Home, ["sync", "runs"],
                ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!));
            sync.ExitCode.ShouldBe(0, sync.Errors + sync.Output);
            await Whole.ShouldHoldAsync(trainer, Tracker);
        }
    }

    [ServicesFact]
    public async Task What_evaluate_adds_after_the_end_is_delivered_and_the_run_stays_completed()
    {
        await Whole.ShouldHoldAsync(Trainer, Tracker);
        var before = (await Tracker.Client.RunAsync(Trainer.Run)).ShouldNotBeNull().Summary;

        await using var evaluate = await PlatformProgram.RunAsync(
            Home, ["evaluate", Trainer.Run.ToString(), "--scales", "1.0,1.5", "--flip", "--crf", "--broker", TestServices.RabbitMq!]);
        evaluate.ExitCode.ShouldBe(0, evaluate.Errors + evaluate.Output);
        evaluate.Output.ShouldContain("journaled 4 entries and delivered them");

        await Whole.ShouldHoldAsync(Trainer, Tracker);
        var after = (await Tracker.Client.RunAsync(Trainer.Run)).ShouldNotBeNull().Summary;
        (after.BestMeanIou, after.BestIteration, after.EndedAt).ShouldBe((before.BestMeanIou, before.BestIteration, before.EndedAt));
        var added = (await Tracker.Client.EvaluationsAsync(Trainer.Run)).Where(e => e.Protocol.OfCheckpoint == true).ToArray();
        added.Select(e => (e.Output, e.Protocol.Crf)).ShouldBe([("cam", false), ("cam-aux", false), ("seg", false), ("seg+crf", true)]);
        added.ShouldAllBe(e => Math.Abs(e.MeanIou - e.ReportedMeanIou) < 1e-9);
    }

    static async Task<bool> IsStoppedAsync(TrainerProcess trainer)
    {
        await using var _ = trainer;
        await trainer.Journaled(4);
        return await trainer.TryStopAsync();
    }
}
