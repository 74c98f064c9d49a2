using Platform.Contracts.Events;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Evaluation;

/// <summary>A run of thirty iterations, for tests that only read what it left.</summary>
public sealed class TrainedShapes : IDisposable
{
    readonly ScratchFolder _folder = new();

    public TrainedShapes()
    {
        var reporter = new RecordingReporter();
        Directory.CreateDirectory(_folder["run"]);
        TrainingRun.Execute(Config, new() { RunId = Guid.CreateVersion7(), Folder = Run, DataFolder = Data }, reporter, default);
        Scores = [.. reporter.Events.OfType<EvaluationCompleted>().Where(e => e.Iteration == 30)];
    }

    internal TrainingConfig Config { get; } = TrainingConfigReader.Read("tiny-shapes", ["iterations=30", "schedule.evaluateEvery=30"]);

    internal RunFolder Run => new(_folder["run"]);

    internal string Data => _folder["data"];

    /// <summary>Those at its end.</summary>
    internal IReadOnlyList<EvaluationCompleted> Scores { get; }

    public void Dispose() => _folder.Dispose();
}
