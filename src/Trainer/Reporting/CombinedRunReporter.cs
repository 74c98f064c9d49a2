using Platform.Contracts.Events;

namespace Platform.Trainer.Reporting;

/// <summary>Tells several reporters, in order. The first one that throws ends the call.</summary>
public sealed class CombinedRunReporter(params IRunReporter[] reporters) : IRunReporter
{
    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        foreach (var reporter in reporters)
            reporter.Metrics(iteration, values);
    }

    public void Event(IRunEvent @event)
    {
        foreach (var reporter in reporters)
            reporter.Event(@event);
    }
}
