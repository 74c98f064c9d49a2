using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Contracts.Api;

namespace Platform.Tracker.Audits.Published;

/// <summary>Where in a line the number stands that is cited from it.</summary>
static partial class CitedNumber
{
    const int MostShown = 400;
    const int MostUncited = 200;
    const int AfterName = 300;

    // what a recomputed number stands in its place for
    static readonly string[] s_fallbacks = ["meanIou", "confusion"];

    /// <summary>The line as it is shown: cut around its mark where it is long.</summary>
    /// <param name="evidence">What is cited from this line; null for a line around.</param>
    public static ExcerptLine Line(long number, string text, ClaimEvidence? evidence)
    {
        if (evidence is null)
            return new(number, Cut(text, 0, MostUncited, out _), IsCited: false);
        if (Find(text, evidence.What, evidence.Text) is not var (mark, length))
            return new(number, Cut(text, 0, MostShown, out _), IsCited: true);
        var shown = Cut(text, Math.Max(0, mark - MostShown / 2), MostShown, out var dropped);
        return new(number, shown, IsCited: true, mark - dropped, Math.Min(length, shown.Length - (mark - dropped)));
    }

    /// <summary>By the name it goes by, else wherever it stands as a number of its own.</summary>
    public static (int Mark, int Length)? Find(string line, string what, string number)
    {
        foreach (var name in (string[])[what, what[(what.LastIndexOfAny(['.', ' ', '/']) + 1)..], s_fallbacks[0]])
            for (var at = line.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0 && name.Length > 0; at = line.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
                if (!IsLetter(line, at - 1) && !IsLetter(line, at + name.Length) && In(line, at + name.Length, AfterName, number) is { } named)
                    return named;
        return In(line, 0, line.Length, number) ?? s_fallbacks.Select(f => (line.IndexOf($"\"{f}\"", StringComparison.Ordinal), f.Length + 2)).Where(f => f.Item1 >= 0)
            .Select(f => ((int, int)?)f).FirstOrDefault();
    }

    static (int Mark, int Length)? In(string line, int from, int length, string number)
    {
        var part = line.AsSpan(from, Math.Min(length, line.Length - from));
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return number.Length > 0 && part.IndexOf(number, StringComparison.Ordinal) is >= 0 and var at ? (from + at, number.Length) : null;
        var decimals = number.Contains('.', StringComparison.Ordinal) && !number.Contains('e', StringComparison.OrdinalIgnoreCase) ? number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        (int, int)? near = null;
        foreach (var token in Numbers().EnumerateMatches(part))
        {
            var text = part.Slice(token.Index, token.Length);
            if (text.SequenceEqual(number))
                return (from + token.Index, token.Length);
            if (decimals is > 0 and <= 28 && near is null && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && decimal.Round(other, decimals) == value)
                near = (from + token.Index, token.Length);
        }
        return near;
    }

    static string Cut(string text, int from, int most, out int dropped)
    {
        (var start, dropped) = (from > 0 ? "… " : "", from > 0 ? from - 2 : 0);
        return text.Length - from <= most ? start + text[from..] : $"{start}{text.AsSpan(from, most)} …";
    }

    static bool IsLetter(string line, int at) => at >= 0 && at < line.Length && (char.IsLetterOrDigit(line[at]) || line[at] == '_');

    [GeneratedRegex(@"(?<![\w.])[-+]?\d+(\.\d+)?([eE][-+]?\d+)?(?![\w]|\.\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}
