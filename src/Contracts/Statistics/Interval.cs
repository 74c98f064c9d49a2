namespace Platform.Contracts.Statistics;

/// <summary>A two-sided confidence interval, in the unit of what it is about.</summary>
public sealed record Interval(double Low, double High);
