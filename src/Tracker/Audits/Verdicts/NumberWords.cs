using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>What a reader of a confirmed number should know besides.</summary>
static class NumberWords
{
    /// <summary>"column Seg_crf", or what else tells a number from its neighbours.</summary>
    public static string Which(Measurement m) =>
        m.Column is { } column ? $"column {column}" : string.Join(' ', ((string?[])[m.Output, m.Network]).OfType<string>());

    public static string OnSplit(Measurement m) => m.Conditions.Split is { } split ? $", on {split}, the split it reports" : "";

    public static IEnumerable<string> SelectionNotes(NumberAssertion number, Measurement match, IReadOnlyList<Measurement> fitting)
    {
        if (match.ChosenAs is { } chosen && number.Selection is not Selection.Best)
            yield return $"it is the number of {chosen}{OnSplit(match)}, not of the last iteration"
                + (number.Selection == Selection.Last ? ": a best passed off as the last" : "; the claim does not say so");
        else if (number.Selection == Selection.Best)
            yield return $"the best of {fitting.Count} evaluations{(match.Conditions.Split is { } split ? $", chosen on {split}, the split it reports" : "")}";
        var rivals = fitting.Where(m => m.Evaluation == match.Evaluation && m.Output == match.Output && m.Network != match.Network).ToArray();
        if (number.Network is null && rivals.Length > 0 && rivals.All(r => r.Value < match.Value))
            yield return $"it is the better of {rivals.Length + 1} networks of one run ({match.Network}); "
                + $"the other{(rivals.Length > 1 ? "s have" : " has")} {string.Join(", ", rivals.Select(r => Rounding.Show(r.Value, 3)))}";
    }

    /// <summary>Names that fit only because one side says less.</summary>
    public static IEnumerable<string> NamingNotes(NumberAssertion number, Measurement match)
    {
        if (Differ(number.Conditions.Split, match.Conditions.Split))
            yield return $"split name: the claim says {number.Conditions.Split}, the evidence {match.Conditions.Split}";
        var unsaid = ((string, bool)[])
        [
            ("dataset", number.Conditions.Dataset is not null && match.Conditions.Dataset is null),
            ("split", number.Conditions.Split is not null && match.Conditions.Split is null),
            ("backbone", number.Conditions.Backbone is not null && match.Conditions.Backbone is null),
            ("scales", number.Conditions.Scales is not null && match.Conditions.Scales is null),
            ("flip", number.Conditions.Flip is not null && match.Conditions.Flip is null),
            ("image labels", number.Conditions.ImageLabels is not null && match.Conditions.ImageLabels is null),
        ];
        if (unsaid.Where(u => u.Item2).Select(u => u.Item1).ToArray() is { Length: > 0 } names)
            yield return $"the evidence does not say its {string.Join(", ", names)}: taken as claimed";
    }

    /// <summary>A class nobody ever predicted right drags the mean down, or shows that it was not trained.</summary>
    public static IEnumerable<string> ClassNotes(Measurement match) => match.Classes.Where(c => c.Value == 0).Select(c => c.Name).ToArray() is { Length: > 0 } zero
        ? [$"classes with an IoU of 0: {string.Join(", ", zero)}"] : [];

    static bool Differ(string? a, string? b) => a is not null && b is not null && !a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
