using Platform.Contracts.Api;

namespace Platform.Tracker.Ablations;

/// <summary>The runs of a scope, newest first, and what they were evaluated by.</summary>
/// <param name="Total">Those that match; more than are here where there are very many.</param>
sealed record ScoredRuns(int Total, IReadOnlyList<ScoredRun> Runs, ScoreChoices Choices);
