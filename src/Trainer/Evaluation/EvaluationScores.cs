using Platform.Contracts.Events;
using Platform.Trainer.Reporting;

namespace Platform.Trainer.Evaluation;

/// <summary>What an evaluation during training gives.</summary>
/// <param name="Outputs">One event an output and network.</param>
/// <param name="Metrics">What no confusion matrix tells, or only with arithmetic; all between 0 and 1, a ratio without a denominator left out.</param>
public sealed record EvaluationScores(IReadOnlyList<EvaluationCompleted> Outputs, IReadOnlyList<MetricValue> Metrics);
