using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Audits.Claims;

/// <summary>What the words around a number tell of how it was measured.</summary>
sealed partial record DraftContext(string? Dataset, string? Split, string? Output, string? Backbone, bool? Crf, string? Scales, int? Iteration)
{
    /// <param name="texts">The nearest first: the first that says something decides.</param>
    public static DraftContext Of(params string[] texts) => new(
        First(texts, t => DatasetWord().Match(t) is { Success: true } m ? DatasetName.Family(m.Value) == "voc" ? "VOC 2012" : "COCO 2014" : null),
        First(texts, t => SplitWord().Match(t) is { Success: true } m ? m.Value.ToLowerInvariant() : null),
        First(texts, t => t.Contains("pseudo", StringComparison.OrdinalIgnoreCase) ? "pseudo-label" : CamWord().IsMatch(t) ? "cam" : SegWord().IsMatch(t) ? "seg" : null),
        First(texts, t => BackboneWord().Match(t) is { Success: true } m ? m.Value : null),
        First(texts, t => NoCrf().IsMatch(t) ? "no" : t.Contains("CRF", StringComparison.OrdinalIgnoreCase) ? "yes" : null) is { } crf ? crf == "yes" : null,
        First(texts, t => t.Contains("multi-scale", StringComparison.OrdinalIgnoreCase) || t.Contains("multiscale", StringComparison.OrdinalIgnoreCase) ? "multi"
            : t.Contains("single-scale", StringComparison.OrdinalIgnoreCase) || t.Contains("single scale", StringComparison.OrdinalIgnoreCase) ? "single" : null),
        First(texts, IterationText) is { } at ? int.Parse(at, CultureInfo.InvariantCulture) : null);

    static string? IterationText(string text) =>
        Iterations().Match(text) is { Success: true } match && Written.Parse(match.Groups["n"].Value) is { Decimals: <= 0, Value: > 0 and < int.MaxValue } n
            ? ((int)n.Value).ToString(CultureInfo.InvariantCulture) : null;

    static string? First(string[] texts, Func<string, string?> find) => texts.Select(find).FirstOrDefault(found => found is not null);

    [GeneratedRegex(@"pascal|voc|(ms[\s\-]?)?coco", RegexOptions.IgnoreCase)]
    private static partial Regex DatasetWord();

    [GeneratedRegex(@"\b(val(idation)?|test|train)(20\d\d)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex SplitWord();

    [GeneratedRegex(@"\bCAMs?\b", RegexOptions.IgnoreCase)]
    private static partial Regex CamWord();

    [GeneratedRegex(@"\bseg(mentation)?s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex SegWord();

    [GeneratedRegex(@"\b(ViT|DeiT|Swin|MiT)[\s\-]?(Tiny|Small|Base|Large|Huge|[TSBLH]\d?)(/\d+)?\b|\bResNet[\s\-]?\d+\b", RegexOptions.IgnoreCase)]
    private static partial Regex BackboneWord();

    [GeneratedRegex(@"\b(no|without|w/o)\s+(\w+\s+){0,2}CRF", RegexOptions.IgnoreCase)]
    private static partial Regex NoCrf();

    [GeneratedRegex(@"\b(?<n>\d[\d,]*k?)\s*(iter(ation)?s?|steps?)\b|\b(iter(ation)?s?|steps?)\s*:?\s*(?<n>\d[\d,]*k?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Iterations();
}
