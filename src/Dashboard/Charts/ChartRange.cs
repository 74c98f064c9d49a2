namespace Platform.Dashboard.Charts;

/// <summary>A range of the x axis, in its own unit.</summary>
public sealed record ChartRange(double From, double To);
