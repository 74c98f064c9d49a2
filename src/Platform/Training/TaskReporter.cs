using System.Globalization;
using Platform.Contracts.Events;
using Platform.Trainer.Reporting;
using Spectre.Console;

namespace Platform.Training;

/// <summary>Moves a bar of the terminal.</summary>
sealed class TaskReporter(ProgressTask task, LossColumn losses) : IRunReporter
{
    string _phase = "";
    string _score = "";

    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        task.Value = iteration;
        var text = _phase;
        foreach (var (name, value) in values)
            if (name.StartsWith("loss/", StringComparison.Ordinal))
                text += string.Create(CultureInfo.InvariantCulture, $" {name.AsSpan(5)} {value:0.00}");
        losses.Show(text + _score);
    }

    public void Event(IRunEvent @event)
    {
        switch (@event)
        {
            case PhaseChanged phase:
                _phase = phase.To;
                break;
            case EvaluationCompleted evaluation:
                _score = string.Create(CultureInfo.InvariantCulture, $" mIoU {evaluation.MeanIou:0.0} ({evaluation.Output})");
                break;
            case RunCompleted completed:
                task.Value = completed.FinalIteration;
                break;
        }
    }
}
