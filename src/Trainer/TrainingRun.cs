using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer;

/// <summary>What to train besides the configuration.</summary>
public sealed record TrainingRequest
{
    public required Guid RunId { get; init; }
    public required RunFolder Folder { get; init; }

    /// <summary>The folder dataset folders are relative to.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Goes on from the newest checkpoint of <see cref="Folder"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>Saves and stops once so many iterations of the run are done, those of earlier attempts included.</summary>
    public int? ExitAfter { get; init; }

    public string? SweepId { get; init; }
    public string? CellId { get; init; }

    /// <summary>The attempt a lease granted; absent: one more than the journal's last.</summary>
    public int? Attempt { get; init; }

    /// <summary>What the journal says about it when the run is stopped early.</summary>
    public Func<string> WhyStopped { get; init; } = () => "signal";
}

/// <summary>One run from its first entry to its last: opens the data, builds the method, trains, reports how it ended.</summary>
public static class TrainingRun
{
    static readonly Lock s_generator = new();

    /// <summary>Trains on the calling thread. Configuration and data faults are thrown before the first entry is reported.</summary>
    /// <exception cref="UserErrorException">The configuration, dataset or checkpoint cannot be used.</exception>
    public static TrainingResult Execute(
        TrainingConfig config, TrainingRequest request, IRunReporter reporter, CancellationToken stop, TimeProvider? clock = null)
    {
        config = MethodCatalog.Definition(config.Method).CompleteChecked(config);
        var checkpoint = request.Resume ? CheckpointToResume(request.Folder) : null;
        var dataset = DatasetCatalog.Open(config.Dataset, request.DataFolder);
        var (training, validation) = (dataset.Split(config.Dataset.TrainSplit), dataset.Split(config.Dataset.ValidationSplit));
        var device = cuda.is_available() ? CUDA : CPU;
        using var method = Initialised(WithWeightsIn(request.DataFolder, config), dataset.ClassNames, device);
        using var groups = new ParameterGroups(method.Network, config.Optimizer);
        var checkpoints = new CheckpointStore(
            request.Folder, method.Network, groups, TrainingConfigReader.HashOf(config), config.Seed);
        var from = checkpoint is null ? ResumePoint.Beginning : checkpoints.Load(checkpoint);
        var batches = new BatchLoader(training, config.Dataset, config.Seed, strongFrom: method.StrongViewsFrom, second: method.NeedsSecondView);
        var loop = new TrainLoop(
            config, method, batches, new Evaluator(config, validation, device), new PreviewRenderer(config, validation, device),
            checkpoints, groups, device, reporter, clock ?? TimeProvider.System);

        reporter.Event(checkpoint is null
            ? RunRecord.Started(config, request, training, validation, device)
            : RunRecord.Resumed(request.Folder, checkpoint, from.Iteration, device));
        if (method.Pretrained is { } weights)
            reporter.Event(new LogWritten { Stream = "out", Lines = [weights] });
        var end = Math.Min(config.Iterations, request.ExitAfter ?? config.Iterations);
        try
        {
            var result = loop.Run(from, end, stop);
            reporter.Event(Ending(config, result, stop.IsCancellationRequested ? request.WhyStopped() : "iteration-limit"));
            return result;
        }
        catch (Exception e)
        {
            reporter.Event(new RunFailed { FinalIteration = loop.Done, Error = e.Message, Stack = e.ToString() });
            throw;
        }
    }

    // torch's generator is one for the process: two runs that start at once must not draw from each other's
    static ISegmentationMethod Initialised(TrainingConfig config, IReadOnlyList<string> classes, Device device)
    {
        lock (s_generator)
        {
            random.manual_seed(config.Seed);
            return MethodCatalog.Create(config, classes, device);
        }
    }

    static TrainingConfig WithWeightsIn(string dataFolder, TrainingConfig config) => config.Backbone.Weights is not { } weights
        ? config
        : config with { Backbone = config.Backbone with { Weights = Path.Combine(dataFolder, weights) } };

    static IRunEvent Ending(TrainingConfig config, TrainingResult result, string reason) =>
        result.FinalIteration >= config.Iterations
            ? new RunCompleted { FinalIteration = result.FinalIteration, BestMeanIou = result.BestMeanIou, BestIteration = result.BestIteration }
            : new RunStopped { FinalIteration = result.FinalIteration, Reason = reason };

    static string CheckpointToResume(RunFolder folder) =>
        CheckpointStore.Newest(folder) ?? throw new UserErrorException($"{folder.Path}: there is no checkpoint to resume from; train without --resume");
}
