using Platform.Contracts.Events;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer;

/// <summary>
/// The loop, top to bottom. Iterations are counted from 0 inside and reported as "iterations done": the first one's losses are at 1,
/// an evaluation at 200 saw 200 updates.
/// </summary>
public sealed class TrainLoop(
    TrainingConfig config,
    ISegmentationMethod method,
    BatchLoader batches,
    Evaluator evaluator,
    PreviewRenderer previews,
    CheckpointStore checkpoints,
    ParameterGroups groups,
    Device device,
    IRunReporter reporter,
    TimeProvider clock)
{
    /// <summary>What "best" means.</summary>
    public const string SelectionMetric = "miou/val/seg";

    readonly PolyWarmup _schedule = new(config.Optimizer.WarmupIterations, config.Iterations, config.Optimizer.Power);
    readonly List<MetricValue> _values = [];
    readonly string[] _lrNames = [.. groups.Rates.Select(r => "lr/" + r.Group)];
    readonly IterationRate _rate = new(clock);
    readonly SystemSampler _system = new(clock);
    Task<PreviewsRendered>? _painting;
    double? _bestMeanIou;
    int? _bestIteration;
    string _bestBy = SelectionMetric;

    /// <summary>Iterations done, those of earlier attempts included.</summary>
    public int Done { get; private set; }

    /// <summary>Trains from the given point to <paramref name="end"/> iterations done, or until stopped.</summary>
    public TrainingResult Run(ResumePoint from, int end, CancellationToken stop)
    {
        (_bestMeanIou, _bestIteration) = (from.BestMeanIou, from.BestIteration);
        var done = Done = from.Iteration;
        var saved = done;
        var phase = done > 0 ? method.PhaseAt(done - 1) : null;

        foreach (var source in batches.From(done).Take(Math.Max(0, end - done)))
        {
            if (stop.IsCancellationRequested)
                break;
            phase = AnnouncePhase(phase, done);
            using (var scope = NewDisposeScope())               // every tensor of this iteration dies here
            {
                groups.SetRate(_schedule.FactorAt(done));
                var losses = method.Losses(TensorBatch.On(device, source), done);
                var total = losses.Weighted();
                if (Due(config.Schedule.LogEvery, done + 1) || Due(config.Schedule.CheckpointEvery, done + 1))
                    Log(losses, total, done + 1);               // the only device sync; throws when a loss is not finite
                groups.Optimizer.zero_grad();
                total.backward();
                groups.Optimizer.step();
            }
            Done = ++done;

            if (Due(config.Schedule.EvaluateEvery, done) || done == config.Iterations)
                Evaluate(done);
            if (Due(config.Schedule.PreviewEvery, done) || done == config.Iterations)
                Preview(done);
            ReportPreviews(wait: false);
            if (Due(config.Schedule.CheckpointEvery, done) || done == config.Iterations || _bestIteration == done)
                saved = Save(done);
            if (_system.Due)
                reporter.Event(_system.Sample(done));
        }

        ReportPreviews(wait: true);
        if (saved != done)
            Save(done);
        return new(done, _bestMeanIou, _bestIteration);
    }

    string AnnouncePhase(string? current, int iteration)
    {
        var next = method.PhaseAt(iteration);
        if (next != current)
            reporter.Event(new PhaseChanged { Iteration = iteration + 1, From = current, To = next, Reason = "schedule" });
        return next;
    }

    void Log(LossTerms losses, Tensor total, int iteration)
    {
        _values.Clear();
        losses.ToMetrics(total, iteration, _values);
        foreach (var (name, rate) in _lrNames.Zip(groups.Rates, (name, group) => (name, group.Rate)))
            _values.Add(new(name, rate));
        if (_rate.At(iteration) is { } perSecond)
            _values.Add(new("rate/iterations", perSecond));
        reporter.Metrics(iteration, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
    }

    void Evaluate(int iteration)
    {
        var scores = evaluator.Score(method, iteration);
        reporter.Metrics(iteration, [.. scores.Metrics]);
        foreach (var evaluation in scores.Outputs)
        {
            reporter.Event(evaluation);
            if (evaluation.Output == "seg" && evaluation.MeanIou > (_bestMeanIou ?? double.NegativeInfinity))
                (_bestMeanIou, _bestIteration, _bestBy) = (evaluation.MeanIou, iteration, SelectedBy(evaluation.Network));
        }
        _rate.Restart(iteration);
    }

    // painting and packing pictures takes longer than an iteration, and needs no tensor
    void Preview(int iteration)
    {
        ReportPreviews(wait: true);
        var paint = previews.See(method, iteration);
        _painting = Task.Run(paint);
    }

    void ReportPreviews(bool wait)
    {
        if (_painting is null || !(wait || _painting.IsCompleted))
            return;
        reporter.Event(_painting.GetAwaiter().GetResult());
        _painting = null;
    }

    int Save(int iteration)
    {
        reporter.Event(checkpoints.Save(iteration, _bestMeanIou, _bestIteration, _bestBy));
        return iteration;
    }

    // of several networks the better one decides, and is named
    static string SelectedBy(string network) => network == "student" ? SelectionMetric : $"{SelectionMetric}/{network}";

    static bool Due(int every, int iteration) => every > 0 && iteration % every == 0;
}

/// <summary>How far a run came. mIoU in percent.</summary>
public sealed record TrainingResult(int FinalIteration, double? BestMeanIou, int? BestIteration);
