using Platform.Contracts.Events;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using Platform.Trainer.Reporting;
using static TorchSharp.torch;

namespace Platform.Trainer;

/// <summary>
/// The loop. An iteration is a pure function of the weights, the optimizer's state, the seed and its number, so that a resumed run
/// goes on bit for bit. Reported iterations count those done: the first is 1.
/// </summary>
sealed class TrainLoop(
    TrainingConfig config, ISegmentationMethod method, TrainingOptimizer optimizer, BatchLoader batches, Evaluator evaluator,
    CheckpointStore checkpoints, IRunReporter reporter, TimeProvider clock, Device device)
{
    readonly PolyWarmup _schedule = new(config.Optimizer, config.Iterations);
    readonly Throughput _throughput = new(clock);
    readonly SystemSampler _system = new(clock);
    TrainingProgress? _saved;

    public TrainingProgress Progress { get; private set; } = new(0);

    /// <summary>Trains up to <paramref name="end"/> iterations, or until asked to stop; a checkpoint of the last state is saved.</summary>
    /// <param name="start">Where an earlier attempt left off.</param>
    public void Run(TrainingProgress start, int end, CancellationToken stop)
    {
        Progress = start;
        using var loaded = batches.From(start.Iteration).GetEnumerator();
        for (var iteration = start.Iteration; iteration < end && !stop.IsCancellationRequested; iteration++)
        {
            using var scope = NewDisposeScope();                       // every tensor of this step dies here
            loaded.MoveNext();
            var batch = TensorBatch.Of(loaded.Current, device);
            random.manual_seed(config.Seed + 1_000_003L * iteration);  // what torch itself draws is resumable too
            AnnouncePhase(iteration);
            optimizer.SetRate(_schedule.At(iteration));

            var losses = method.Losses(batch, iteration);              // named terms; inactive ones are absent
            optimizer.ZeroGrad();
            losses.Total.backward();
            optimizer.Step();

            Progress = Progress with { Iteration = iteration + 1 };
            _throughput.Count();
            Report(losses);
            Evaluate();
            Preview();
            Save();
        }
        if (_saved != Progress)
            SaveNow();
    }

    void AnnouncePhase(int iteration)
    {
        var phase = method.PhaseAt(iteration);
        var before = iteration == 0 ? null : method.PhaseAt(iteration - 1);
        if (phase != before)
            reporter.Event(new PhaseChanged { Iteration = iteration + 1, From = before, To = phase, Reason = "schedule" });
    }

    void Report(LossTerms losses)
    {
        if (_system.Sample(Progress.Iteration) is { } sample)
            reporter.Event(sample);
        if (!Due(config.Schedule.LogEvery))
            return;
        var metrics = new List<MetricValue>(losses.ToMetrics(Progress.Iteration));  // the only wait for the device
        metrics.AddRange(optimizer.Rates());
        if (_throughput.PerSecond is { } rate)
            metrics.Add(new("rate/iterations", rate));
        reporter.Metrics(Progress.Iteration, [.. metrics]);
    }

    void Evaluate()
    {
        if (!Due(config.Schedule.EvaluateEvery))
            return;
        var scores = evaluator.Score(method, Progress.Iteration);
        foreach (var score in scores)
            reporter.Event(score);
        Progress = Progress.Evaluated(scores.Where(s => s.Output == LabelledOutput.SegmentationName).Max(s => s.MeanIou));
        _throughput.Restart();
    }

    void Preview()
    {
        if (!Due(config.Schedule.PreviewEvery) || config.Schedule.PreviewImages == 0)
            return;
        reporter.Event(evaluator.Previews(method, Progress.Iteration, config.Schedule.PreviewImages));
        _throughput.Restart();
    }

    void Save()
    {
        if (Due(config.Schedule.CheckpointEvery) || Progress.IsBest)
            SaveNow();
    }

    void SaveNow()
    {
        reporter.Event(checkpoints.Save(Progress, method.Network, optimizer, $"miou/{config.Dataset.ValidationSplit}/seg"));
        _saved = Progress;
        _throughput.Restart();
    }

    // The last iteration is always due.
    bool Due(int every) => Progress.Iteration % every == 0 || Progress.Iteration == config.Iterations;
}
