using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>The curves of one run: an overview that grows, and the finer range asked for when zoomed in.</summary>
public sealed class CurvesView(Guid run, TrackerClient tracker)
{
    SeriesSet _whole = new(run);
    SeriesSet? _zoomed;
    int _attempt;

    public CurveSettings Settings { get; private set; } = new();

    public IReadOnlyList<MetricSummary> Metrics { get; private set; } = [];

    /// <summary>One entry a chart, in the order they are shown.</summary>
    public IReadOnlyList<(MetricGroup Group, IReadOnlyList<SeriesBuffer> Series)> Charts { get; private set; } = [];

    public async Task UpdateAsync(RunDetail detail, CurveSettings settings, CancellationToken cancel)
    {
        if (detail.Summary.Attempt != _attempt)
        {
            // a resume supersedes points that were already shown
            _attempt = detail.Summary.Attempt;
            _whole = new(run);
            _zoomed = null;
        }
        if (!settings.IsZoomed)
            _zoomed = null;
        else if (_zoomed?.From != settings.From || _zoomed?.To != settings.To)
            _zoomed = new(run, settings.From, settings.To);
        Settings = settings;
        Metrics = detail.Metrics;
        await (_zoomed ?? _whole).UpdateAsync(tracker, detail.Metrics, cancel);
        Charts = Group(_zoomed ?? _whole);
    }

    static (MetricGroup, IReadOnlyList<SeriesBuffer>)[] Group(SeriesSet set) =>
    [
        .. set.All.GroupBy(b => MetricGroup.Of(b.Name).Key)
            .Select(g => (Group: MetricGroup.Of(g.First().Name), Series: (IReadOnlyList<SeriesBuffer>)[.. g]))
            .OrderBy(c => c.Group.Order).ThenBy(c => c.Group.Key, StringComparer.Ordinal),
    ];
}
