using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>The final table: a number of each chosen metric for each group shown, against the baseline.</summary>
public sealed class CompareResults(TrackerClient tracker)
{
    public IReadOnlyList<MetricComparison> Metrics { get; private set; } = [];

    /// <summary>In the order of the rows; the baseline first.</summary>
    public IReadOnlyList<ComparedLook> Groups { get; private set; } = [];

    public async Task UpdateAsync(CompareView view, CancellationToken cancel)
    {
        var groups = CompareClasses.BaselineFirst(view);
        var answer = await tracker.CompareValuesAsync([.. groups.Select(g => g.Runs)], Chosen(view), view.State.Statistic, 0, cancel);
        (Metrics, Groups) = (answer.Rows, groups);
    }

    /// <summary>The metrics chosen; where none are, the mIoU of every output.</summary>
    public static IReadOnlyList<string> Chosen(CompareView view)
    {
        if (view.State.Metrics.Count > 0)
            return CompareCurves.Chosen(view);
        string[] scores = [.. (view.Comparison?.Metrics ?? []).Where(m => m.Name.StartsWith("miou/", StringComparison.Ordinal)).OrderByDescending(m => m.Runs).Take(6).Select(m => m.Name)];
        return scores.Length > 0 ? [.. scores.Order(StringComparer.Ordinal)] : CompareCurves.Chosen(view);
    }
}
