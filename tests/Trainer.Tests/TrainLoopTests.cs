using System.Security.Cryptography;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests;

/// <summary>Runs alone: torch's generator is one for the process, and other tests draw from it.</summary>
[CollectionDefinition(nameof(TrainLoopTests), DisableParallelization = true)]
public sealed class TrainLoopCollection;

[Collection(nameof(TrainLoopTests))]
public sealed class TrainLoopTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_describes_itself_announces_its_phases_and_scores_what_it_learned()
    {
        var reporter = new RecordingReporter();
        Train("run", reporter);

        reporter.Events[0].ShouldBeOfType<RunStarted>().Switches["ptc"].ShouldBeTrue();
        reporter.Events.OfType<PhaseChanged>().Select(p => (p.Iteration, p.To))
            .ShouldBe([(1, "classifier-warmup"), (16, "cam-pseudo-labels"), (26, "segmentation")]);
        reporter.Points.Where(p => p.Name == "loss/total").Select(p => p.Iteration).ShouldBe(Enumerable.Range(1, 50));
        reporter.Points.Where(p => p.Name == "loss/seg").Select(p => p.Iteration).ShouldBe(Enumerable.Range(26, 25));
        var seg = reporter.Events.OfType<EvaluationCompleted>().Last(e => e.Output == "seg");
        seg.Protocol.ImageLabels.ShouldBeFalse();
        seg.Confusion.Sum(row => row.Sum()).ShouldBe(8 * 32 * 32);
        reporter.Events.OfType<EvaluationCompleted>().Last(e => e.Output == "cam").Protocol.ImageLabels.ShouldBeTrue();
        reporter.Last<PreviewsRendered>().Previews.Select(p => p.Kind).Distinct().Order().ShouldBe(["cam", "ground-truth", "input", "prediction"]);
        reporter.Last<RunCompleted>().FinalIteration.ShouldBe(50);
    }

    [Fact]
    public void It_overfits_eight_shapes()
    {
        var reporter = new RecordingReporter();
        Train("run", reporter, configure: [
            "method=supervised", "lossWeights={}", "switches={}", "iterations=250", "dataset.validationSplit=train", "dataset.folder=eight",
            "dataset.shapes.trainImages=8", "dataset.batchSize=8", "dataset.minScale=1", "dataset.maxScale=1", "dataset.flip=false",
            "backbone.patchSize=4", "optimizer.learningRate=0.003", "schedule.evaluateEvery=250", "schedule.previewEvery=250"]);
        reporter.Events.OfType<EvaluationCompleted>().Last(e => e.Output == "seg").MeanIou.ShouldBeGreaterThan(85);
    }

    [Fact]
    public void A_resumed_run_gives_the_same_losses_to_the_last_bit()
    {
        var (whole, first, second) = (new RecordingReporter(), new RecordingReporter(), new RecordingReporter());
        Train("whole", whole);
        Train("parts", first, exitAfter: 31);
        Train("parts", second, resume: true);

        first.Last<RunStopped>().ShouldBe(new RunStopped { FinalIteration = 31, Reason = "iteration-limit" });
        second.Events[0].ShouldBeOfType<RunResumed>().FromIteration.ShouldBe(31);
        second.LossesAfter(31).Count.ShouldBeGreaterThan(19 * 4);
        second.LossesAfter(31).ShouldBe(whole.LossesAfter(31));
        second.Events.OfType<EvaluationCompleted>().Last().MeanIou.ShouldBe(whole.Events.OfType<EvaluationCompleted>().Last().MeanIou);
        second.Events.OfType<PhaseChanged>().ShouldBeEmpty("the phase began in the first attempt");
    }

    [Fact]
    public void Cancelled_it_saves_what_it_has_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var reporter = new RecordingReporter(iteration =>
        {
            if (iteration == 10)
                stop.Cancel();
        });
        Train("run", reporter, stop: stop.Token);

        reporter.Events[^1].ShouldBe(new RunStopped { FinalIteration = 10, Reason = "signal" });
        var saved = reporter.Last<CheckpointSaved>();
        saved.Iteration.ShouldBe(10);
        var bytes = File.ReadAllBytes(Path.Combine(_folder["run"], saved.Path));
        bytes.LongLength.ShouldBe(saved.SizeBytes);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(saved.Sha256);
    }

    [Fact]
    public void A_loss_that_is_not_finite_fails_the_run_and_is_named()
    {
        var reporter = new RecordingReporter();
        Should.Throw<Exception>(() => Train("run", reporter, configure: ["optimizer.learningRate=1e30", "optimizer.warmupIterations=0"]));
        var failed = reporter.Events[^1].ShouldBeOfType<RunFailed>();
        failed.Error.ShouldContain("loss term 'cls");
        failed.FinalIteration.ShouldBeInRange(1, 10);
        failed.Stack!.ShouldContain("TrainLoop");
    }

    [Fact]
    public void Only_the_newest_and_the_best_checkpoint_stay()
    {
        var reporter = new RecordingReporter();
        Train("run", reporter, configure: ["schedule.checkpointEvery=10", "schedule.evaluateEvery=10", "schedule.previewEvery=50"]);
        var best = reporter.Last<RunCompleted>().BestIteration!.Value;
        Directory.GetFiles(new RunFolder(_folder["run"]).Checkpoints).Length.ShouldBe(best == 50 ? 1 : 2);
        reporter.Events.OfType<CheckpointSaved>().Last(c => c.IsBest).Iteration.ShouldBe(best);
    }

    [Fact]
    public void A_checkpoint_of_another_configuration_is_refused_before_anything_is_reported()
    {
        Train("run", new RecordingReporter(), exitAfter: 5);
        var reporter = new RecordingReporter();
        Should.Throw<UserErrorException>(() => Train("run", reporter, resume: true, configure: ["optimizer.weightDecay=0.5"]))
            .Message.ShouldContain("another configuration");
        reporter.Events.ShouldBeEmpty();
    }

    void Train(
        string run, RecordingReporter reporter, int? exitAfter = null, bool resume = false, string[]? configure = null, CancellationToken stop = default)
    {
        var config = TrainingConfigReader.Read("tiny-shapes", configure);
        Directory.CreateDirectory(_folder[run]);
        var request = new TrainingRequest
        {
            RunId = Guid.CreateVersion7(), Folder = new(_folder[run]), DataFolder = _folder["data"], ExitAfter = exitAfter, Resume = resume,
        };
        TrainingRun.Execute(config, request, reporter, stop);
    }
}
