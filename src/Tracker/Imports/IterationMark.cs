using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>Knows which iteration a message is about: "Iter: 200;", "Iter [50/40000]", "step=200", "Epoch [1][50/2000]", "Iteration 60,000:".</summary>
sealed partial class IterationMark
{
    static readonly string[] s_otherKinds =
        ["max", "total", "warmup", "warm-up", "training", "number", "num", "eval", "log", "every", "per", "of", "save", "best", "each", "validation", "for"];

    int? _firstEpoch;

    /// <summary>Where the mark was, for whoever reads the rest.</summary>
    public readonly record struct Found(int Iteration, int? Total, int Start, int End);

    public Found? Of(string message)
    {
        if (Epoch().Match(message) is { Success: true } epoch && epoch.Groups["of"].Success)
            return OfEpoch(epoch);
        for (var match = Iteration().Match(message); match.Success; match = match.NextMatch())
            if (!IsOfAnotherKind(message, match.Index) && NumberText.TryIteration(match.Groups["n"].ValueSpan, out var iteration))
                return new(iteration, TotalOf(match), match.Index, match.Index + match.Length);
        return null;
    }

    static int? TotalOf(Match match) => NumberText.TryIteration(match.Groups["total"].ValueSpan, out var total) ? total : null;

    // "max iters: 20000", "warmup steps: 1500", "best iter 18000"
    static bool IsOfAnotherKind(string message, int at)
    {
        if (at > 0 && message[at - 1] is '-' or '.')
            return true;
        var before = message.AsSpan(0, at).TrimEnd();
        var word = before[(before.LastIndexOfAny(' ', '\t') + 1)..];
        foreach (var kind in s_otherKinds)
            if (word.Equals(kind, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>An epoch alone counts where nothing finer is logged.</summary>
    public static Found? OfEpochAlone(string message) =>
        Epoch().Match(message) is { Success: true } match && NumberText.TryIteration(match.Groups["epoch"].ValueSpan, out var epoch)
            ? new(epoch, null, match.Index, match.Index + match.Length)
            : null;

    // some count epochs from 0, some from 1: the first one seen tells
    Found? OfEpoch(Match match)
    {
        if (!NumberText.TryIteration(match.Groups["epoch"].ValueSpan, out var epoch)
            || !NumberText.TryIteration(match.Groups["i"].ValueSpan, out var i)
            || !NumberText.TryIteration(match.Groups["of"].ValueSpan, out var of))
            return null;
        _firstEpoch ??= epoch;
        var iteration = (long)(epoch - _firstEpoch.Value) * of + i;
        return iteration is < 0 or > int.MaxValue ? null : new((int)iteration, null, match.Index, match.Index + match.Length);
    }

    [GeneratedRegex(@"\b(?:[Gg]lobal[_ ]?|n_|cur_)?(?:[Ii]ter(?:ation)?s?|ITER|[Ss]tep|STEP)\b\s*[:=#]?\s*[\[(]?\s*(?<n>\d[\d,]*\d|\d)(?:\s*/\s*(?<total>\d[\d,]*\d|\d))?\s*(?:[\])]|[^\w.]|$)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Iteration();

    [GeneratedRegex(@"\b[Ee]poch\s*[:=]?\s*\[?\s*(?<epoch>\d+)(?:/\d+)?\s*\]?(?:\s*,?\s*(?:[Ii]ter|[Ss]tep)?\s*:?\s*\[\s*(?<i>\d+)\s*/\s*(?<of>\d+)\s*\])?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Epoch();
}
