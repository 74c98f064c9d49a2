using Platform.Contracts.Statistics;

namespace Platform.Tracker.Ablations;

/// <summary>Which evaluations of runs are read.</summary>
/// <param name="Network">Null: the better one.</param>
sealed record ScoreQuestion(string Split, string? Network, ScoreSelection Selection);
