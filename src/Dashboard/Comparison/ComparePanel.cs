using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.Comparison;

/// <summary>One chart of a comparison: one metric of every group, or several outputs at once. It asks for points only once it was seen.</summary>
/// <param name="Key">Names the panel.</param>
/// <param name="Title">What it is headed by.</param>
/// <param name="Metrics">Each with what the legend adds, and its own dash where there are several.</param>
public sealed record ComparePanel(string Key, string Title, IReadOnlyList<(string Metric, string Suffix)> Metrics)
{
    readonly Dictionary<string, PanelPoints> _points = [];

    public bool IsSeen { get; set; }

    public MetricGroup Unit => MetricGroup.Of(Metrics[0].Metric);

    public IReadOnlyList<ChartSeries> Series { get; private set; } = [];

    /// <summary>Whether an answer has come.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Asks for the points of each metric that are not those already here; hidden groups are not asked for.</summary>
    /// <returns>Whether the answer is still the one that is wanted.</returns>
    public async Task<bool> UpdateAsync(TrackerClient tracker, CompareView view, CancellationToken cancel)
    {
        var state = view.State;
        ComparedLook[] shown = [.. view.Shown];
        var progress = shown.Sum(l => l.Group.Runs.Sum(r => r.AppliedSequence));
        var series = new List<ChartSeries>();
        for (var i = 0; i < Metrics.Count; i++)
        {
            var (metric, suffix) = Metrics[i];
            var request = CompareCurves.Request(state, shown, metric);
            if (_points.GetValueOrDefault(metric) is not { } points || !points.Answers(request, progress))
                _points[metric] = points = new(request, progress, await tracker.CompareSeriesAsync(request, cancel));
            if (state != view.State)
                return false;
            for (var g = 0; g < shown.Length && g < points.Series.Count; g++)
                if (points.Series[g].X.Length > 0)
                    series.Add(Curve(shown[g], points.Series[g], metric, suffix, i, state.Band is not null));
        }
        (Series, IsRead) = (series, true);
        return true;
    }

    ChartSeries Curve(ComparedLook look, ComparedSeries points, string metric, string suffix, int place, bool banded)
    {
        var banding = banded && points.Low.Length > 0;
        var style = Metrics.Count == 1 ? look.Style : look.Style with { Dash = place };
        return new($"{look.Key} {metric}", points.X, Scaled(points.Y))
        {
            Label = suffix.Length == 0 ? look.Legend : $"{look.Legend} · {suffix}", Style = style, Version = points,
            Low = banding ? Scaled(points.Low) : null, High = banding ? Scaled(points.High) : null,
        };
    }

    double[] Scaled(double[] values) => Unit.Divisor == 1 ? values : Array.ConvertAll(values, v => v / Unit.Divisor);

    sealed record PanelPoints(SeriesComparisonRequest Request, long Progress, IReadOnlyList<ComparedSeries> Series)
    {
        public bool Answers(SeriesComparisonRequest request, long progress) => progress == Progress
            && request with { Groups = Request.Groups } == Request && request.Groups.Count == Request.Groups.Count
            && request.Groups.Zip(Request.Groups, (a, b) => a.SequenceEqual(b)).All(same => same);
    }
}
