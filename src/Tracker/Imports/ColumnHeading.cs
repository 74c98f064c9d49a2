using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>What the heading of a column of scores says: which output of which network.</summary>
/// <param name="Output">"cam", "cam-aux", "seg", "seg+crf", "cam+crf" or "pseudo-label".</param>
/// <param name="Network">Null where the heading names none.</param>
/// <param name="Crf">Whether it names a CRF.</param>
sealed partial record ColumnHeading(string Output, string? Network, bool Crf)
{
    static readonly string[] s_others = ["acc", "accuracy", "pacc", "macc", "precision", "recall", "f1", "dice", "pixels", "count", "images", "fp", "fn", "id", "fwiou", "value", "time", "step", "epoch", "lr", "total", "num", "params"];

    /// <summary>Null for a column that holds no IoU.</summary>
    public static ColumnHeading? Of(string heading)
    {
        var words = Words().Matches(heading).Select(m => m.Value.ToLowerInvariant()).ToArray();
        if (words.Length == 0 || words.Intersect(s_others).Any())
            return null;
        var crf = words.Any(w => w.Contains("crf", StringComparison.Ordinal));
        return new(OutputOf(words, crf), NetworkOf(words), crf);
    }

    static string OutputOf(string[] words, bool crf)
    {
        if (words.Any(w => w is "pseudo" or "pl" or "pseudolabel" or "refined"))
            return "pseudo-label";
        if (!words.Any(w => w is "cam" or "cams"))
            return crf ? "seg+crf" : "seg";
        var aux = words.Any(w => w is "aux" or "auxiliary");
        return crf ? "cam+crf" : aux ? "cam-aux" : "cam";
    }

    static string? NetworkOf(string[] words)
    {
        if (words.Any(w => w is "teacher" or "ema" or "an"))
            return "teacher";
        return words.LastOrDefault(w => w is "1" or "2" or "3") is { } number ? $"student-{number}" : words.Contains("student") ? "student" : null;
    }

    // letters and digits apart: "Seg_1", "seg1", "CAM#2"
    [GeneratedRegex(@"[A-Za-z]+|\d+(?:\.\d+)?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
