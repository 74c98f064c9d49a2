using System.Globalization;
using System.Text;
using Platform.Contracts.Events;

namespace Platform.Trainer.Reporting;

/// <summary>Plain lines, for logs and pipes: events as they come, losses at most once in <see cref="MetricsEvery"/>.</summary>
public sealed class ConsoleRunReporter(TextWriter output, TimeProvider clock) : IRunReporter
{
    static readonly TimeSpan MetricsEvery = TimeSpan.FromSeconds(2);

    int _total;
    int _firstIteration;
    int _lastIteration;
    long _lastAt;

    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        var now = clock.GetTimestamp();
        if (_lastAt == 0)
            (_firstIteration, _lastAt) = (iteration, now);
        var elapsed = clock.GetElapsedTime(_lastAt, now);
        if (elapsed < MetricsEvery || iteration == _lastIteration)
            return;
        var perSecond = (iteration - (_lastIteration == 0 ? _firstIteration : _lastIteration)) / elapsed.TotalSeconds;
        (_lastIteration, _lastAt) = (iteration, now);

        var line = new StringBuilder(Progress(iteration));
        foreach (var (name, value) in values.ToArray().Where(v => v.Name.StartsWith("loss/", StringComparison.Ordinal)))
            line.Append(CultureInfo.InvariantCulture, $"  {name} {value:G4}");
        output.WriteLine(line.Append(CultureInfo.InvariantCulture, $"  {perSecond:0.0} it/s"));
    }

    public void Event(IRunEvent @event)
    {
        if (@event is RunStarted started)
            _total = started.TotalIterations;
        foreach (var line in Describe(@event))
            output.WriteLine(line);
    }

    string[] Describe(IRunEvent @event) => @event switch
    {
        RunStarted e =>
            [$"run {e.RunName}: {e.Method} on {e.Backbone}, {e.Dataset}, seed {e.Seed}, {e.TotalIterations} iterations, {e.Device}"],
        RunResumed e => [$"resumed after iteration {e.FromIteration} from {e.Checkpoint}"],
        PhaseChanged e => [$"{Progress(e.Iteration)}  phase {e.To} ({e.Reason})"],
        EvaluationCompleted e => [string.Create(CultureInfo.InvariantCulture,
            $"{Progress(e.Iteration)}  {e.Output} of {e.Network} on {e.Split}: mIoU {e.MeanIou:0.00} % over {e.ImageCount} images")],
        CheckpointSaved e => [$"{Progress(e.Iteration)}  saved {e.Path}{(e.IsBest ? $", the best by {e.BestBy}" : "")}"],
        LogWritten e => [.. e.Lines],
        RunCompleted { BestMeanIou: { } best } e => [string.Create(CultureInfo.InvariantCulture,
            $"completed after iteration {e.FinalIteration}, best mIoU {best:0.00} % at {e.BestIteration}")],
        RunCompleted e => [$"completed after iteration {e.FinalIteration}"],
        RunFailed e => [$"failed at iteration {e.FinalIteration}: {e.Error}"],
        RunStopped e => [$"stopped at iteration {e.FinalIteration} ({e.Reason})"],
        _ => [], // pictures and machine load have no line
    };

    string Progress(int iteration) => _total > 0 ? $"{iteration}/{_total}" : $"{iteration}";
}
