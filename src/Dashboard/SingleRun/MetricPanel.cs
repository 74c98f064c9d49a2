using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>Metrics of one unit drawn in one chart.</summary>
/// <param name="Key">The same for the same names in any run.</param>
public sealed record MetricPanel(string Key, string Title, MetricGroup Group, IReadOnlyList<string> Names);
