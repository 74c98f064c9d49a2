using Platform.Contracts.Events;

namespace Platform.Trainer.Reporting;

/// <summary>
/// All that training knows of the outside. Calls come from one thread, return at once and never wait for disk or network.
/// </summary>
public interface IRunReporter
{
    /// <summary>Scalars of one iteration. The names' strings are kept, the span is not.</summary>
    void Metrics(int iteration, ReadOnlySpan<MetricValue> values);

    /// <summary>Anything but metrics, journaled in the order of the calls, after the metrics reported before it.</summary>
    void Event(IRunEvent @event);
}

/// <summary>One scalar by its metric name ("loss/cls").</summary>
public readonly record struct MetricValue(string Name, double Value);
