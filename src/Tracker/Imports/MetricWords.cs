using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>Tells names of metrics from other words before a number.</summary>
static partial class MetricWords
{
    public static bool IsMetric(string name) => Metric().IsMatch(name);

    /// <summary>A mean over classes, not the IoU of one.</summary>
    public static bool IsMeanIou(string name) => MeanIou().IsMatch(name);

    /// <summary>The row that closes a table of classes.</summary>
    public static bool IsMeanRow(string cell) => MeanRow().IsMatch(cell.Trim());

    /// <summary>What follows is of the model finally chosen, not of the iteration before.</summary>
    public static bool IsFinal(string message) => Final().IsMatch(message);

    [GeneratedRegex(@"(?:loss|acc|iou|score|map|mAP|f1|F1|dice|precision|recall|psnr|error|auc|\bAP\b|\b[Ll][Rr]\b|learning.rate|grad|norm)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bm(?:ean)?[ _-]?iou|(?:^|[/_])miou|\bmean (?:intersection|jaccard)|\bmIU\b|\b(?:seg|cam)\w* iou\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MeanIou();

    [GeneratedRegex(@"^[*_]*(?:m(?:ean)?[ _-]?iou|miu|mean|avg\.?|average)[*_]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MeanRow();

    [GeneratedRegex(@"\b(?:final(?:ly)?|best (?:model|checkpoint|ckpt|weights)|testing|test set|test performance|load(?:ing)? best)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Final();
}
