using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>The points of a run's curves, as far as they were wanted, and the axis they are drawn over.</summary>
sealed class CurvePoints(Guid run, TrackerClient tracker)
{
    readonly Dictionary<string, (object Version, ChartSeries Series)> _drawn = new(StringComparer.Ordinal);
    SeriesSet _whole = new(run);
    SeriesSet? _zoomed;
    int _attempt;

    public CurveAxis Axis { get; private set; } = CurveAxis.Iterations;

    /// <summary>Asks for the range the settings show of the given metrics, and only for what is new of it.</summary>
    public async Task UpdateAsync(RunDetail detail, CurveSettings settings, IReadOnlyList<MetricSummary> metrics, CancellationToken cancel)
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
        var shown = _zoomed ?? _whole;
        await shown.UpdateAsync(tracker, metrics, cancel);
        Axis = await AxisAsync(detail, settings, shown, cancel);
    }

    /// <summary>The panel's curves, made anew only where something of them changed.</summary>
    public IReadOnlyList<ChartSeries> Draw(MetricPanel panel)
    {
        var shown = _zoomed ?? _whole;
        return [.. panel.Names.Select(shown.Find).OfType<SeriesBuffer>().Where(b => b.Count > 0).Select(b => Draw(b, panel.Group.Divisor))];
    }

    ChartSeries Draw(SeriesBuffer buffer, double divisor)
    {
        var version = (buffer, buffer.Epoch, buffer.Count, Axis.Title, Axis.Version);
        if (!_drawn.TryGetValue(buffer.Name, out var drawn) || !drawn.Version.Equals(version))
            _drawn[buffer.Name] = drawn = (version, Axis.Draw(buffer, divisor));
        return drawn.Series;
    }

    async Task<CurveAxis> AxisAsync(RunDetail detail, CurveSettings settings, SeriesSet shown, CancellationToken cancel) => settings.X switch
    {
        null => CurveAxis.Iterations,
        CurveAxis.Epoch => CurveAxis.Epochs(detail) ?? CurveAxis.Iterations,
        CurveAxis.Time => await tracker.RunTimesAsync(run, cancel) is { } times ? CurveAxis.Clock(times) : CurveAxis.Iterations,
        CurveAxis.Elapsed => await tracker.RunTimesAsync(run, cancel) is { } times ? CurveAxis.Since(times) : CurveAxis.Iterations,
        var metric => shown.Find(metric) is { } values ? CurveAxis.Of(values) : CurveAxis.Iterations,
    };
}
