using Platform.Contracts.Events;
using Platform.Trainer.Reporting;

namespace Platform.Training;

/// <summary>Knows the last iteration, for heartbeats.</summary>
sealed class IterationReporter : IRunReporter
{
    volatile int _iteration;

    public int Iteration => _iteration;

    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values) => _iteration = iteration;

    public void Event(IRunEvent @event)
    {
        // iterations are all it knows
    }
}
