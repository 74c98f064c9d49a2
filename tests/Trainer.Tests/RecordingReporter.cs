using Platform.Contracts.Events;
using Platform.Trainer.Reporting;

namespace Platform.Trainer.Tests;

/// <summary>Keeps all that a run reports; <paramref name="onIteration"/> hears each iteration as it is reported.</summary>
sealed class RecordingReporter(Action<int>? onIteration = null) : IRunReporter
{
    public List<IRunEvent> Events { get; } = [];

    /// <summary>Values by iteration and name, in the order reported.</summary>
    public List<(int Iteration, string Name, double Value)> Points { get; } = [];

    /// <summary>The losses after an iteration, to the last bit.</summary>
    public IReadOnlyList<(int, string, double)> LossesAfter(int iteration) =>
        [.. Points.Where(p => p.Iteration > iteration && p.Name.StartsWith("loss/", StringComparison.Ordinal))];

    public T Last<T>() where T : IRunEvent => Events.OfType<T>().Last();

    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        foreach (var (name, value) in values)
            Points.Add((iteration, name, value));
        onIteration?.Invoke(iteration);
    }

    public void Event(IRunEvent @event) => Events.Add(@event);
}
