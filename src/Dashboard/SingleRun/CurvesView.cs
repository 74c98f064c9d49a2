using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>
/// The curves of one run: its metrics in sections and panels, and the points of the panels that are in sight: an overview that
/// grows, and the finer range asked for when zoomed in.
/// </summary>
public sealed class CurvesView(Guid run, TrackerClient tracker, bool system = false)
{
    // Fewer than this many metrics are all laid open, as no search is needed among them.
    const int FewMetrics = 80;
    const int SectionsOpen = 3;
    const int PanelsAtFirst = 4;
    const int PanelsKept = 24;
    const int NamesAtOnce = 50;

    readonly CurvePoints _points = new(run, tracker);
    readonly Dictionary<string, MetricSummary> _summaries = new(StringComparer.Ordinal);
    readonly List<string> _recent = [];
    string[]? _seen;
    int _known = -1;
    string? _arranged;
    int _asked;

    public CurveSettings Settings { get; private set; } = new();

    /// <summary>Every metric's name, in order.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Those the search leaves.</summary>
    public IReadOnlyList<MetricSection> Sections { get; private set; } = [];

    public CurveAxis Axis => _points.Axis;

    /// <summary>Whether epochs can be told.</summary>
    public bool HasEpochs { get; private set; }

    public int Iteration { get; private set; }

    public async Task UpdateAsync(RunDetail detail, CurveSettings settings, CancellationToken cancel)
    {
        var asked = ++_asked;
        Settings = settings;
        Iteration = detail.Summary.Iteration;
        HasEpochs = CurveAxis.Epochs(detail) is not null;
        if (detail.MetricCount != _known)
        {
            var all = await tracker.MetricsAsync(run, null, cancel);
            Keep(all);
            Names = [.. all.Select(m => m.Name).Where(n => n.StartsWith("system/", StringComparison.Ordinal) == system)];
            (_known, _arranged) = (detail.MetricCount, null);
        }
        Arrange();
        var names = Wanted();
        foreach (var some in names.Chunk(NamesAtOnce))
            Keep(await tracker.MetricsAsync(run, some, cancel));
        if (asked == _asked)        // otherwise a newer question is on its way
            await _points.UpdateAsync(detail, settings, [.. names.Where(_summaries.ContainsKey).Select(n => _summaries[n])], cancel);
    }

    /// <summary>Which panels are in sight.</summary>
    public void See(IReadOnlyList<string> panels)
    {
        _seen = [.. panels];
        _recent.RemoveAll(panels.Contains);
        _recent.InsertRange(0, panels);
        if (_recent.Count > PanelsKept)
            _recent.RemoveRange(PanelsKept, _recent.Count - PanelsKept);
    }

    /// <summary>Whether a panel is drawn: it is in sight, or was not long ago.</summary>
    public bool IsMounted(MetricPanel panel) => _seen is null ? InSight().Contains(panel) : _recent.Contains(panel.Key);

    public bool IsOpen(MetricSection section) => section.IsSingle || IsOpenByItself(section) != Settings.Toggled.Contains(section.Key);

    /// <summary>The settings with a section opened or closed.</summary>
    public CurveSettings Toggled(MetricSection section) => Settings with
    {
        Toggled = Settings.Toggled.Contains(section.Key) ? [.. Settings.Toggled.Where(k => k != section.Key)] : [.. Settings.Toggled, section.Key],
    };

    public IReadOnlyList<ChartSeries> SeriesOf(MetricPanel panel) => _points.Draw(panel);

    public IEnumerable<MetricSummary> SummariesOf(MetricPanel panel) => panel.Names.Where(_summaries.ContainsKey).Select(n => _summaries[n]);

    bool IsOpenByItself(MetricSection section) =>
        Names.Count < FewMetrics || Settings.Search is not null || section == Sections[0] || (section.Count < FewMetrics && Sections.Take(SectionsOpen).Contains(section));

    IEnumerable<MetricPanel> InSight()
    {
        var panels = Sections.Where(IsOpen).SelectMany(s => s.Panels);
        return _seen is { } seen ? panels.Where(p => seen.Contains(p.Key)) : panels.Take(PanelsAtFirst);
    }

    string[] Wanted() => [.. InSight().SelectMany(p => p.Names).Concat(Names.Contains(Settings.X) ? [Settings.X!] : []).Distinct()];

    void Arrange()
    {
        if (_arranged == (Settings.Search ?? ""))
            return;
        _arranged = Settings.Search ?? "";
        Sections = MetricSection.Of(Names, Settings.Search);
    }

    void Keep(IEnumerable<MetricSummary> summaries)
    {
        foreach (var summary in summaries)
            _summaries[summary.Name] = summary;
    }
}
