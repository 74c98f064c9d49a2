using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>Numbers in a sentence, with the words they belong to.</summary>
static partial class Prose
{
    /// <summary>A number that stands by itself: not part of a name (val2017), a size (320x320), a version or a clock.</summary>
    public static IEnumerable<ImportedStatement> Read(string message, int? iteration, int line)
    {
        var from = 0;
        foreach (Match match in Number().Matches(message))
        {
            if (!StandsAlone(message, match) || !TryValue(match.Value, out var value))
                continue;
            var before = message[from..match.Index];
            var after = message[(match.Index + match.Length)..];
            from = match.Index + match.Length;
            var unit = Unit(after);
            yield return new(Subject(before, after, unit), value, match.Value, unit, iteration, line);
        }
    }

    static bool StandsAlone(string text, Match match)
    {
        var end = match.Index + match.Length;
        var before = match.Index > 0 ? text[match.Index - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (char.IsLetterOrDigit(before) || before is '_' or '.' or '/' or '@' or '\\' || char.IsLetterOrDigit(after) || after is '_' or '/' or '\\')
            return false;
        // 8:39:10, 2023-09-26, 1.13.1, ViT-16
        return !(before is ':' or '-' && match.Index > 1 && char.IsLetterOrDigit(text[match.Index - 2]))
            && !(after is ':' or '-' or '.' && end + 1 < text.Length && char.IsDigit(text[end + 1]));
    }

    static bool TryValue(string digits, out double value) =>
        double.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    static string Unit(string after) => after.TrimStart() is ['%', ..] ? "%" : Word().Match(after) is { Success: true } word ? word.Value.Trim() : "";

    // words before, and where those name no metric, the one after: "COCO val2017: 53.39% mIoU"
    static string Subject(string before, string after, string unit)
    {
        var subject = before.Trim(' ', '\t', ':', '=', ',', ';', '-', '–', '(', '[', '|', '*', '%', '.');
        if (subject.EndsWith(" is", StringComparison.Ordinal) || subject.EndsWith(" of", StringComparison.Ordinal))
            subject = subject[..^3].TrimEnd();
        var following = unit == "%" ? Word().Match(after.TrimStart()[1..]).Value.Trim() : unit;
        return MetricWords.IsMetric(following) && !MetricWords.IsMetric(subject) ? $"{subject} {following}".Trim() : subject;
    }

    [GeneratedRegex(@"[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s?[A-Za-z]{1,20}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
