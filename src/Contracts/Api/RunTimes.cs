namespace Platform.Contracts.Api;

/// <summary>When a run was at which iteration: places of a line that grows in both, from the times of its journal's entries.</summary>
/// <param name="Iterations">Growing.</param>
/// <param name="Seconds">Since <paramref name="StartedAt"/>, one for each iteration.</param>
public sealed record RunTimes(DateTimeOffset StartedAt, IReadOnlyList<int> Iterations, IReadOnlyList<double> Seconds);
