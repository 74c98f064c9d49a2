using Platform.Contracts.Events;
using Platform.Trainer.Reporting;

namespace Platform.Work;

/// <summary>Knows whether a run was begun, and how it ended.</summary>
sealed class BegunReporter : IRunReporter
{
    public bool HasBegun { get; private set; }

    public string Ending { get; private set; } = "";

    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        // beginning and end are all it knows
    }

    public void Event(IRunEvent @event)
    {
        HasBegun = true;
        Ending = @event switch
        {
            RunCompleted completed => $"completed, iteration {completed.FinalIteration}",
            RunStopped stopped => $"stopped at {stopped.FinalIteration} ({stopped.Reason})",
            RunFailed failed => $"failed: {failed.Error}",
            _ => Ending,
        };
    }
}
