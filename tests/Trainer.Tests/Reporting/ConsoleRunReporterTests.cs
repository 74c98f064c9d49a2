using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer.Reporting;
using Platform.Trainer.Tests.Journal;

namespace Platform.Trainer.Tests.Reporting;

public sealed class ConsoleRunReporterTests
{
    readonly StringWriter _output = new();
    readonly HandClock _clock = new();

    [Fact]
    public void Metrics_are_told_once_in_two_seconds_with_their_rate()
    {
        var reporter = new ConsoleRunReporter(_output, _clock);
        reporter.Event(SomeJournal.Started with { TotalIterations = 500 });
        for (var i = 1; i <= 61; i++)
        {
            reporter.Metrics(i, [new("loss/cls", 0.123456)]);
            _clock.Advance(TimeSpan.FromSeconds(0.1));
        }
        Lines().Skip(1).ShouldBe(["21/500  loss/cls 0.1235  10.0 it/s", "41/500  loss/cls 0.1235  10.0 it/s", "61/500  loss/cls 0.1235  10.0 it/s"]);
    }

    [Fact]
    public void Every_event_of_the_run_has_its_line()
    {
        var reporter = new ConsoleRunReporter(_output, _clock);
        reporter.Event(SomeJournal.Started);
        reporter.Event(new PhaseChanged { Iteration = 3, To = "segmentation", Reason = "schedule" });
        reporter.Event(new CheckpointSaved { Iteration = 4, Path = "checkpoints/4", Sha256 = "", SizeBytes = 1, IsBest = true, BestBy = "miou/val/seg" });
        reporter.Event(SomeJournal.Log("as it is"));
        reporter.Event(new RunFailed { FinalIteration = 7, Error = "the loss is NaN" });
        Lines().ShouldBe(
        [
            "run some: baseline on vit-tiny, shapes, seed 1, 10 iterations, cpu",
            "3/10  phase segmentation (schedule)",
            "4/10  saved checkpoints/4, the best by miou/val/seg",
            "as it is",
            "failed at iteration 7: the loss is NaN",
        ]);
    }

    [Fact]
    public void Combined_reporters_all_hear_everything()
    {
        var second = new StringWriter();
        var both = new CombinedRunReporter(new ConsoleRunReporter(_output, _clock), new ConsoleRunReporter(second, _clock));
        both.Event(SomeJournal.Started);
        both.Metrics(1, [new("a", 1)]);
        _clock.Advance(TimeSpan.FromSeconds(3));
        both.Metrics(2, [new("a", 1)]);
        Lines().Length.ShouldBe(2);
        second.ToString().ShouldBe(_output.ToString());
    }

    string[] Lines() => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
