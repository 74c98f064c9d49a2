using System.Text;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Comparison;

/// <summary>The table of results in words and as files.</summary>
static class ResultsText
{
    /// <summary>One of a percentage; else so many that three figures of the smallest mean are seen.</summary>
    public static int Decimals(MetricComparison metric)
    {
        if (metric.Name.StartsWith("miou/", StringComparison.Ordinal))
            return 1;
        var least = metric.Groups.Select(g => Math.Abs(g.Summary.Mean ?? 0)).Where(m => m > 0).DefaultIfEmpty(1).Min();
        return Math.Clamp(2 - (int)Math.Floor(Math.Log10(least)), 0, 8);
    }

    /// <summary>Whether no group's mean is better; of means that are equal all are.</summary>
    public static bool IsBest(MetricComparison metric, int group)
    {
        double?[] means = [.. metric.Groups.Select(g => g.Summary.Mean)];
        var best = metric.LowerIsBetter ? means.Min() : means.Max();
        return means.Length > 1 && means[group] is { } mean && mean == best;
    }

    public static double Largest(MetricComparison metric) =>
        metric.Groups.Select(g => Math.Abs(g.Difference?.Value ?? 0)).DefaultIfEmpty(0).Max() is > 0 and var largest ? largest : 1;

    public static string Footnote(CompareView view)
    {
        var parts = new List<string>
        {
            view.State.Statistic == RunStatistic.Best
                ? "Each run counts with its best value over its iterations, chosen on what it is measured on: it flatters every group."
                : "Each run counts with its last value.",
            "Mean ± sample standard deviation (n runs); intervals at 95 %, paired by seed where both groups ran the same seeds, p values corrected by Holm over the groups.",
        };
        if (view.Results.Metrics.Any(m => HeadName.Title(m.Name) != m.Name))
            parts.Add("Of a run with several networks the one that reached the better value counts.");
        if (view.Results.Groups.Any(g => g.Group.Runs.Count < MeanDifference.FewestRuns))
            parts.Add($"Of a group of fewer than {MeanDifference.FewestRuns} runs nothing is claimed.");
        return string.Join(' ', parts);
    }

    public static string Csv(CompareView view)
    {
        var text = new StringBuilder("group,metric,statistic,n,mean,std,difference,interval_low,interval_high,p_corrected,verdict,values\n");
        foreach (var metric in view.Results.Metrics)
            for (var i = 0; i < metric.Groups.Count; i++)
            {
                var (value, difference) = (metric.Groups[i], metric.Groups[i].Difference);
                text.Append(TableText.Separated(
                    view.Results.Groups[i].Label, metric.Name, view.State.Statistic.ToString().ToLowerInvariant(), TableText.Number(value.Summary.Count),
                    TableText.Number(value.Summary.Mean), TableText.Number(value.Summary.Deviation), TableText.Number(difference?.Value),
                    TableText.Number(difference?.Confidence?.Low), TableText.Number(difference?.Confidence?.High), TableText.Number(difference?.AdjustedPValue),
                    difference is null ? "baseline" : DifferenceText.Verdict(difference),
                    string.Join(' ', value.Runs.Select(r => $"{r.Seed}:{TableText.Number(r.Value)}")))).Append('\n');
            }
        return text.ToString();
    }

    public static string Markdown(CompareView view)
    {
        var metrics = view.Results.Metrics;
        var text = new StringBuilder("| |").AppendJoin('|', metrics.Select(m => $" {HeadName.Title(m.Name)} | Δ ")).Append("|\n|---|");
        text.Append(string.Concat(metrics.Select(_ => "---:|---:|"))).Append('\n');
        for (var i = 0; i < view.Results.Groups.Count; i++)
            text.Append($"| {TableText.Markdown(view.Results.Groups[i].Label)} |")
                .Append(string.Concat(metrics.Select(m => $" {Bold(m, i, "**", "**")} | {Difference(m, i)} |"))).Append('\n');
        return text.Append('\n').Append(Footnote(view)).Append('\n').ToString();
    }

    /// <summary>For the package booktabs.</summary>
    public static string Latex(CompareView view)
    {
        var metrics = view.Results.Metrics;
        var text = new StringBuilder($"% {Footnote(view)}\n\\begin{{tabular}}{{l{string.Concat(metrics.Select(_ => "rr"))}}}\n\\toprule\n");
        text.Append(string.Concat(metrics.Select(m => $" & {TableText.Latex(HeadName.Title(m.Name))} & $\\Delta$"))).Append(" \\\\\n\\midrule\n");
        for (var i = 0; i < view.Results.Groups.Count; i++)
            text.Append(TableText.Latex(view.Results.Groups[i].Label))
                .Append(string.Concat(metrics.Select(m => $" & {InMath(Bold(m, i, "\\textbf{", "}"))} & {InMath(Difference(m, i))}"))).Append(" \\\\\n");
        return text.Append("\\bottomrule\n\\end{tabular}\n").ToString();
    }

    static string Bold(MetricComparison metric, int group, string before, string after) =>
        Figures.Spread(metric.Groups[group].Summary, Decimals(metric)) is var text && IsBest(metric, group) ? before + text + after : text;

    static string Difference(MetricComparison metric, int group) => metric.Groups[group].Difference is { Value: not null } difference
        ? $"{Figures.Signed(difference.Value, Decimals(metric))}{(difference.Verdict is DifferenceVerdict.Higher or DifferenceVerdict.Lower ? "*" : "")}" : "";

    static string InMath(string text) => text.Replace("±", "$\\pm$", StringComparison.Ordinal).Replace("−", "$-$", StringComparison.Ordinal);
}
