using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>The final table: a number of each chosen metric for each group shown, against the baseline.</summary>
public sealed class CompareResults(TrackerClient tracker)
{
    const int MostScores = 4;

    public IReadOnlyList<MetricComparison> Metrics { get; private set; } = [];

    /// <summary>In the order of the rows; the baseline first.</summary>
    public IReadOnlyList<ComparedLook> Groups { get; private set; } = [];

    public async Task UpdateAsync(CompareView view, CancellationToken cancel)
    {
        var groups = CompareClasses.BaselineFirst(view);
        var answer = await tracker.CompareValuesAsync([.. groups.Select(g => g.Runs)], Chosen(view), view.State.Statistic, 0, cancel);
        (Metrics, Groups) = (answer.Rows, groups);
    }

    /// <summary>The metrics chosen; where none are, the mIoU that most runs have.</summary>
    public static IReadOnlyList<string> Chosen(CompareView view)
    {
        if (view.State.Metrics.Count > 0)
            return CompareCurves.Chosen(view);
        var all = view.Comparison?.Metrics ?? [];
        var most = CompareCurves.Scores(all).Select(m => m.Runs).FirstOrDefault();
        string[] scores = [.. CompareCurves.Scores(all).Where(m => m.Runs == most).Take(MostScores).Select(m => m.Name).Order(StringComparer.Ordinal)];
        return scores.Length > 0 ? scores : CompareCurves.Chosen(view);
    }
}
