using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.Comparison;

/// <summary>The charts of the open tab, in order: chosen metrics, or the mIoU of every output.</summary>
public sealed class CompareCurves(TrackerClient tracker)
{
    const int DefaultLosses = 4;
    const int Points = 600;      // about one a pixel of a chart in two columns

    public IReadOnlyList<ComparePanel> Panels { get; private set; } = [];

    /// <summary>A panel has new curves.</summary>
    public Action? Changed { get; set; }

    public async Task UpdateAsync(CompareView view, CancellationToken cancel)
    {
        var wanted = view.State.Tab == CompareTab.Heads ? Heads(view) : Chosen(view).Select(m => new ComparePanel(m, HeadName.Title(m), [(m, "")]));
        Panels = [.. wanted.Select(p => Panels.FirstOrDefault(old => old.Key == p.Key && old.Metrics.SequenceEqual(p.Metrics)) ?? p)];
        await Task.WhenAll(Panels.Select(panel => ReadAsync(panel, view, cancel)));
    }

    /// <summary>A panel came into view for the first time.</summary>
    public Task SeeAsync(ComparePanel panel, CompareView view, CancellationToken cancel = default)
    {
        panel.IsSeen = true;
        return ReadAsync(panel, view, cancel);
    }

    async Task ReadAsync(ComparePanel panel, CompareView view, CancellationToken cancel)
    {
        if (panel.IsSeen && await panel.UpdateAsync(tracker, view, cancel))
            Changed?.Invoke();
    }

    /// <summary>The metrics chosen; where none are, what every run has of mIoU and the losses most have.</summary>
    public static IReadOnlyList<string> Chosen(CompareView view)
    {
        var metrics = view.Comparison?.Metrics ?? [];
        if (view.State.Metrics.Count > 0)
            return [.. view.State.Metrics.Where(m => metrics.Any(known => known.Name == m))];
        var scores = Scores(metrics).Take(2);
        var losses = metrics.Where(m => m.Name.StartsWith("loss/", StringComparison.Ordinal)).OrderByDescending(m => m.Runs).Take(DefaultLosses);
        string[] chosen = [.. scores.Concat(losses).Select(m => m.Name)];
        return chosen.Length > 0 ? chosen : [.. metrics.OrderByDescending(m => m.Runs).Take(DefaultLosses).Select(m => m.Name)];
    }

    /// <summary>Mean IoU that most runs have first, segmentation before maps, the better network before a certain one.</summary>
    internal static IEnumerable<ComparedMetric> Scores(IEnumerable<ComparedMetric> metrics) =>
        metrics.Where(m => m.Name.StartsWith("miou/", StringComparison.Ordinal)).OrderByDescending(m => m.Runs)
            .ThenByDescending(m => m.Name.Contains("/seg", StringComparison.Ordinal)).ThenBy(m => m.Name, StringComparer.Ordinal);

    internal static SeriesComparisonRequest Request(CompareState state, IReadOnlyList<ComparedLook> shown, string metric) => new()
    {
        Groups = [.. shown.Select(l => l.Runs)], Metric = metric, Axis = state.Axis, Phase = state.Phase, Band = state.Band ?? default,
        From = state.From, To = state.To, MaxPoints = Points,
    };

    static IEnumerable<ComparePanel> Heads(CompareView view)
    {
        var ofSplit = (view.Comparison?.Heads ?? []).Where(h => h.Split == HeadName.SplitOf(view)).ToArray();
        var heads = view.State.Facet == HeadFacet.Better
            ? ofSplit.GroupBy(h => h.Output).Select(g => g.FirstOrDefault(h => h.Network == ComparedHead.Better) ?? g.First())
            : ofSplit.Where(h => h.Network != ComparedHead.Better);
        return heads.GroupBy(h => view.State.Facet switch
        {
            HeadFacet.Better => HeadName.Short(h),
            HeadFacet.Output => h.Output,
            HeadFacet.Network => h.Network,
            HeadFacet.Each => HeadName.Short(h),
            _ => "all outputs",
        }).Select(g => new ComparePanel($"{view.State.Facet} {g.Key}", $"mIoU, {g.Key}", [.. g.Select(h => (HeadName.MetricOf(h), g.Count() == 1 ? "" : Suffix(h, view.State.Facet)))]));
    }

    static string Suffix(ComparedHead head, HeadFacet facet) => facet switch
    {
        HeadFacet.Output => head.Network,
        HeadFacet.Network => head.Output,
        _ => HeadName.Short(head),
    };
}
