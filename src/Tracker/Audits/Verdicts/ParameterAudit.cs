using System.Text.RegularExpressions;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Checks a reported setting against the configuration that was logged.</summary>
sealed partial class ParameterAudit(Claim claim, ParameterAssertion parameter)
{
    public Assessment Of(IReadOnlyList<IEvidence> evidence)
    {
        if (evidence.Count == 0)
            return Missing.NoEvidence(claim);
        var found = evidence.Select(e => Terms().Match(parameter.Name) is { Success: true } terms ? Derived(e, terms) : Logged(e)).ToArray();
        return found.MaxBy(a => a.Verdict)!;
    }

    Assessment Logged(IEvidence evidence)
    {
        var settings = evidence.Settings(parameter.Name);
        if (settings.Count == 0)
            return Missing.Because(claim, $"{evidence.Name} logs no setting {parameter.Name}");
        var checks = settings.Select(s => (Setting: s, Check: Compare(s.Text))).ToArray();
        var worst = checks.MaxBy(c => c.Check.Verdict);
        return new()
        {
            Claim = claim,
            Verdict = Mismatch(worst.Check.Verdict),
            Reason = $"{worst.Setting.Place} says {worst.Setting.Name} = {worst.Setting.Text}"
                + (worst.Check.Holds ? "" : $", claimed {parameter.Value}: not the configuration of this log"),
            Evidence = [.. settings.Select(s => new Citation(s.Name, s.Text, s.Place))],
            Steps = [worst.Check.Step],
            Warnings = [.. ((string?[])[worst.Check.Warning]).OfType<string>(), .. evidence.Doubts],
        };
    }

    // a warm-up told as a length is logged as two iterations
    Assessment Derived(IEvidence evidence, Match terms)
    {
        var (left, right) = (terms.Groups["left"].Value, terms.Groups["right"].Value);
        var minus = terms.Groups["sign"].Value is "-" or "−";
        if (One(evidence, left) is not { } a || One(evidence, right) is not { } b)
            return Missing.Because(claim, $"{evidence.Name} does not log both {left} and {right} as numbers");
        if (Written.Parse(parameter.Value) is not { } claimed)
            return Missing.Because(claim, $"the claimed value '{parameter.Value}' is no number, {parameter.Name} is one");
        var (x, y) = (Written.Parse(a.Text)!.Value.Value, Written.Parse(b.Text)!.Value.Value);
        var result = minus ? x - y : x + y;
        var check = RoundingCheck.Of(claimed, result);
        var sum = $"{a.Name} {(minus ? "-" : "+")} {b.Name} = {a.Text} {(minus ? "-" : "+")} {b.Text} = {Rounding.Show(result)}";
        return new()
        {
            Claim = claim,
            Verdict = Mismatch(check.Verdict),
            Reason = $"{sum}" + (check.Holds ? "" : $", claimed {parameter.Value}"),
            Evidence = [new(a.Name, a.Text, a.Place), new(b.Name, b.Text, b.Place)],
            Steps = [sum, check.Step],
            Warnings = [$"{evidence.Name} does not log this setting by itself: {a.Name} is {a.Text}, and {parameter.Name} reconciles it with the claim", .. evidence.Doubts],
        };
    }

    static Setting? One(IEvidence evidence, string name) => evidence.Settings(name).FirstOrDefault(s => Written.Parse(s.Text) is not null);

    RoundingCheck Compare(string logged)
    {
        if (Written.Parse(parameter.Value) is { } claimed && Written.Parse(logged) is { } number)
            return RoundingCheck.Of(claimed, number.Value);
        var same = Plain(parameter.Value) == Plain(logged) || BackboneName.AreSame(parameter.Value, logged);
        return new(same ? Verdict.Confirmed : Verdict.Contradicted, $"logged {logged}, claimed {parameter.Value}", null);
    }

    // the log was made with another configuration than the one reported; that is not a wrong result
    static Verdict Mismatch(Verdict verdict) => verdict == Verdict.Contradicted ? Verdict.ProtocolMismatch : verdict;

    static string Plain(string text) => string.Concat(text.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '"' or '[' or ']' or '(' or ')')));

    [GeneratedRegex(@"^\s*(?<left>[\w.]+)\s+(?<sign>[+\-−])\s+(?<right>[\w.]+)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Terms();
}
