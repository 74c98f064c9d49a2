using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.SelectionBias;

/// <summary>One series of evaluations of a run or log: how much choosing its best instead of its last is worth.</summary>
sealed record SelectionRow
{
    public required string Evidence { get; init; }
    public required string Series { get; init; }
    public required string? Split { get; init; }
    public required int Evaluations { get; init; }
    public required Measurement Last { get; init; }
    public required Measurement Best { get; init; }

    /// <summary>Best minus last, points.</summary>
    public decimal Gain => Best.Value - Last.Value;

    public required IReadOnlyList<string> Warnings { get; init; }

    public static IEnumerable<SelectionRow> Of(IEvidence evidence) => evidence.Evaluations.Where(m => m.Metric == MetricName.MeanIou)
        .GroupBy(m => (m.Output, m.Network, m.Column, m.Conditions.Split, m.Conditions.Crf, IsScored: m.IsFinal || m.ChosenAs is not null)).Select(g => Row(evidence, [.. g]));

    static SelectionRow Row(IEvidence evidence, IReadOnlyList<Measurement> series)
    {
        var (first, last, best) = (series[0], series[^1], series.MaxBy(m => m.Value)!);
        return new()
        {
            Evidence = evidence.Name,
            Series = string.Join(' ', ((string?[])[first.Output, first.Network, first.Column, first.IsFinal ? "(after training)" : null]).OfType<string>()),
            Split = first.Conditions.Split,
            Evaluations = series.Count,
            Last = last,
            Best = best,
            Warnings = [.. WarningsOf(evidence, series, last, best)],
        };
    }

    static IEnumerable<string> WarningsOf(IEvidence evidence, IReadOnlyList<Measurement> series, Measurement last, Measurement best)
    {
        if (best.Value > last.Value)
            yield return $"the best is {Rounding.Show(best.Value - last.Value, 2)} above the last: say which is reported";
        if (last.ChosenAs is { } chosen)
            yield return $"measured on {chosen}{(last.Conditions.Split is { } split ? $"; scored on {split}" : "")}";
        if (evidence is JournalEvidence run && last.IsFinal && last.Conditions.Split is { } scored
            && run.Checkpoints.LastOrDefault(c => c.Event.IsBest && c.Event.Iteration == last.Iteration).Event?.BestBy is { } rule
            && rule.Split('/').Contains(scored))
            yield return $"the checkpoint was chosen by {rule}: it is scored on the split that chose it, so the number is biased upwards";
        if (series.Count > 1 && series.Select(m => m.Evaluation).Distinct().Count() < series.Count)
            yield return "several numbers of one evaluation stand for the same output";
    }
}
