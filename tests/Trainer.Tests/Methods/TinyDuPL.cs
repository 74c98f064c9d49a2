using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Methods;

/// <summary>DuPL for sixteen iterations on Shapes that are made once, and what the training nobody changed anything of reports.</summary>
public sealed class TinyDuPL : IDisposable
{
    static readonly string[] s_tiny =
    [
        "method=dupl", "lossWeights={}", "switches={}", "iterations=16", "schedule.contrastFrom=0", "schedule.segmentationFrom=4",
        "schedule.evaluateEvery=16", "schedule.previewEvery=16", "schedule.checkpointEvery=16", "cam.scales=[1]", "dupl.filterFrom=8",
        "dupl.consistencyFrom=9", "dupl.filterMinValues=10", "dupl.confidence=0.2", "dupl.thresholdTarget=0.3", "optimizer.warmupIterations=0",
    ];

    readonly ScratchFolder _folder = new();
    readonly Lazy<RecordingReporter> _plain;

    public TinyDuPL() => _plain = new(() => Train());

    internal RecordingReporter Plain => _plain.Value;

    public void Dispose() => _folder.Dispose();

    internal RecordingReporter Train(params string[] settings) => Train(Guid.CreateVersion7().ToString(), settings: settings);

    internal RecordingReporter Train(string run, int? exitAfter = null, bool resume = false, params string[] settings)
    {
        var reporter = new RecordingReporter();
        Directory.CreateDirectory(_folder[run]);
        TrainingRun.Execute(TrainingConfigReader.Read("tiny-shapes", [.. s_tiny, .. settings]), new()
        {
            RunId = Guid.CreateVersion7(), Folder = new(_folder[run]), DataFolder = _folder["data"], ExitAfter = exitAfter, Resume = resume,
        }, reporter, CancellationToken.None);
        return reporter;
    }
}
