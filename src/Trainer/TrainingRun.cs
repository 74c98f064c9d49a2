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

/// <summary>One attempt at one run: sets everything up, describes it, trains, and says how it ended.</summary>
public static class TrainingRun
{
    const int LoaderWorkers = 2;

    /// <summary>
    /// Trains on the calling thread, which must stay the same throughout. What is wrong before the first iteration (unknown method,
    /// missing dataset) throws and leaves nothing reported; later errors are reported as <see cref="RunFailed"/> and thrown.
    /// </summary>
    /// <param name="stop">Saves a checkpoint and ends the attempt after the iteration under way.</param>
    /// <exception cref="UserErrorException">Something its reader can act on.</exception>
    public static RunOutcome Execute(TrainingConfig config, TrainingRequest request, IRunReporter reporter, CancellationToken stop)
    {
        set_num_threads(Environment.ProcessorCount);
        var device = cuda.is_available() ? CUDA : CPU;
        var dataset = DatasetCatalog.Open(config.Dataset, request.DataFolder);
        var (training, validation) = (dataset.Split(config.Dataset.TrainSplit), dataset.Split(config.Dataset.ValidationSplit));
        var batches = new BatchLoader(training, config.Dataset, config.Seed, LoaderWorkers);
        var evaluator = new Evaluator(
            new EvaluationLoader(validation, config.Dataset.CropSize, config.Dataset.BatchSize), config.Cam, device);

        random.manual_seed(config.Seed);
        using var method = MethodCatalog.Create(config, dataset.ClassNames.Count);
        method.Network.to(device);
        using var optimizer = new TrainingOptimizer(ParameterGroups.Of(method.Network, config.Optimizer), config.Optimizer.WeightDecay);
        var checkpoints = new CheckpointStore(request.Folder, TrainingConfigReader.HashOf(config), config.Seed);

        var start = new TrainingProgress(0);
        if (request.Resume)
        {
            var newest = checkpoints.RestoreNewest(method.Network, optimizer);
            start = newest?.Progress ?? start;
            reporter.Event(RunDescription.Resumed(start.Iteration, newest?.Path, device));
        }
        else
            reporter.Event(RunDescription.Started(config, request, method, [training, validation], device));

        var loop = new TrainLoop(config, method, optimizer, batches, evaluator, checkpoints, reporter, request.Clock, device);
        return Guarded(loop, start, config, request, reporter, stop);
    }

    static RunOutcome Guarded(
        TrainLoop loop, TrainingProgress start, TrainingConfig config, TrainingRequest request, IRunReporter reporter, CancellationToken stop)
    {
        try
        {
            loop.Run(start, Math.Min(config.Iterations, request.ExitAfter ?? int.MaxValue), stop);
        }
        catch (Exception e)
        {
            reporter.Event(new RunFailed { FinalIteration = loop.Progress.Iteration, Error = e.Message, Stack = e.ToString() });
            throw;
        }
        var (done, best, bestAt) = loop.Progress;
        reporter.Event(done >= config.Iterations
            ? new RunCompleted { FinalIteration = done, BestMeanIou = best, BestIteration = bestAt }
            : new RunStopped { FinalIteration = done, Reason = stop.IsCancellationRequested ? request.StopReason : "iteration-limit" });
        return new RunOutcome(done >= config.Iterations, done, best, bestAt);
    }
}
