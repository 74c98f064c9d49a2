using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Checks one reported result against one log or run.</summary>
sealed class NumberAudit(Claim claim, NumberAssertion number)
{
    public Assessment Of(IReadOnlyList<IEvidence> evidence)
    {
        if (evidence.Count == 0)
            return Missing.NoEvidence(claim);
        if (evidence.Count > 1)
            return Missing.Because(claim, $"{evidence.Count} logs or runs fit ({string.Join(", ", evidence.Select(e => e.Name))}); "
                + "name one, or say how seeds became one number (seeds: mean)");
        var audited = Of(evidence[0], Candidates.Of(evidence[0], number));
        return evidence[0].Doubts.Count == 0 ? audited : audited with { Warnings = [.. audited.Warnings, .. evidence[0].Doubts] };
    }

    Assessment Of(IEvidence evidence, Candidates candidates)
    {
        if (candidates.All.Count == 0)
            return Missing.Because(claim, $"{evidence.Name} holds no {What()}");
        var meant = Candidates.Pick(candidates.Fitting, number.Selection, number.Iteration);
        if (meant.FirstOrDefault(m => Check(m).Holds) is { } match)
            return Confirm(match, meant, candidates);
        if (Elsewhere(candidates) is { } other && (meant.Count > 0 || other.Verdict == Verdict.ProtocolMismatch || number.Selection is Selection.Last or Selection.Unstated))
            return other;
        if (meant.Count == 0)
            return Missing.Because(claim, WhyNone(evidence, candidates));
        var nearest = meant.MinBy(m => Math.Abs(m.Value - number.Value.Value))!;
        return Assessed(Verdict.Contradicted, nearest,
            $"{evidence.Name} says {Shown(nearest)}: off by {Rounding.Show(Math.Abs(nearest.Value - number.Value.Value), 3)}", []);
    }

    Assessment Confirm(Measurement match, IReadOnlyList<Measurement> meant, Candidates candidates)
    {
        var check = Check(match);
        var notes = new List<string>();
        if (meant.Where(m => m != match && !Check(m).Holds).ToArray() is { Length: > 0 } others)
            notes.Add($"the claim leaves open which of {meant.Count} numbers it means; only {NumberWords.Which(match)} fits, not "
                + string.Join(", ", others.Select(o => $"{NumberWords.Which(o)} ({Rounding.Show(o.Value, 3)})")));
        notes.AddRange(NumberWords.SelectionNotes(number, match, candidates.Fitting));
        notes.AddRange(NumberWords.NamingNotes(number, match));
        notes.AddRange(NumberWords.ClassNotes(match));
        return Assessed(check.Verdict, match, $"{match.Place} says {Shown(match)}", notes);
    }

    /// <summary>The claimed number under another selection or another protocol than claimed.</summary>
    Assessment? Elsewhere(Candidates candidates)
    {
        var otherwise = Candidates.Pick([.. candidates.All.Except(candidates.Fitting)], number.Selection, number.Iteration).FirstOrDefault(m => Check(m).Holds);
        if (otherwise is not null)
            return Assessed(Verdict.ProtocolMismatch, otherwise,
                $"{otherwise.Place} says {Shown(otherwise)}, but measured otherwise: {Differences([otherwise], candidates)}", []);
        if (number.Selection is Selection.At or Selection.Final || candidates.Fitting.FirstOrDefault(m => Check(m).Holds) is not { } passed)
            return null;
        var best = Candidates.Pick(candidates.Fitting, Selection.Best, null).Contains(passed);
        var last = Candidates.Pick(candidates.Fitting, Selection.Last, null).MinBy(m => Math.Abs(m.Value - number.Value.Value))!;
        var found = best ? "the best of the run" : "neither the last nor the best of the run";
        return number.Selection == Selection.Unstated
            ? Assessed(Check(passed).Verdict, passed, $"{passed.Place} says {Shown(passed)}: {found}; the last is {Shown(last)}",
                [$"the claim does not say that this evaluation was chosen{NumberWords.OnSplit(passed)}; the last one gives {last.Text}"])
            : Assessed(Verdict.Contradicted, passed, number.Selection == Selection.Last
                ? $"{found} passed off as the last: {Shown(passed)} is at {passed.Place}, the last is {Shown(last)} at {last.Place}"
                : $"not the best: {Shown(passed)} is at {passed.Place}, the best is {Shown(candidates.Fitting.MaxBy(m => m.Value)!)}", []);
    }

    Assessment Assessed(Verdict verdict, Measurement at, string reason, IReadOnlyList<string> notes)
    {
        var check = Check(at);
        return new()
        {
            Claim = claim,
            Verdict = verdict,
            Reason = reason,
            Evidence = [new(at.Title, at.Text, at.Place)],
            Steps = [.. at.Steps, check.Step],
            Classes = at.Classes,
            Warnings = [.. ((string?[])[at.Contradiction, check.Warning]).OfType<string>(), .. notes],
        };
    }

    RoundingCheck Check(Measurement m) => RoundingCheck.Of(number.Value, m.Value, m.Tolerance, number.Rounding);

    string What() => string.Join(' ', ((string?[])[number.Metric, number.Class is { } c ? $"of class {c}" : null, number.Output is { } o ? $"of {o}" : null,
        number.Network is { } n ? $"of {n}" : null]).OfType<string>());

    string WhyNone(IEvidence evidence, Candidates candidates)
    {
        if (candidates.Fitting.Count == 0)
            return $"{evidence.Name} holds no {What()} measured as claimed: {Differences(candidates.All, candidates)}";
        var iterations = candidates.Fitting.Select(m => m.Iteration).OfType<int>().ToArray();
        return number.Selection == Selection.At && iterations.Length > 0
            ? $"{evidence.Name} holds no {What()} at iteration {number.Iteration}; it has {iterations.Length} from {iterations.Min()} to {iterations.Max()}"
            : $"{evidence.Name} holds no {What()} of a final evaluation";
    }

    static string Differences(IEnumerable<Measurement> found, Candidates candidates) => string.Join("; ",
        found.SelectMany(m => m.Conditions.DifferencesFrom(candidates.Claimed)).Select(d => $"{d.Name} is {d.Left}, claimed {d.Right}").Distinct());

    static string Shown(Measurement m) => $"{m.Text} ({m.Title})";
}
