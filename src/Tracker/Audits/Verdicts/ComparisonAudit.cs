using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Compares claims with each other.</summary>
sealed class ComparisonAudit(Claim claim, ComparisonAssertion comparison, ClaimsFile file)
{
    public Assessment Assess()
    {
        var sides = comparison.ClaimIds.Select(id => Side.Of(file.Find(id)!)).ToArray();
        var differences = sides.Skip(1).SelectMany(s => sides[0].Conditions.DifferencesFrom(s.Conditions)).Distinct().ToArray();
        var steps = sides.Select(s => $"{s.Claim.Id}: {s.Value} ({s.Claim.Source}{(s.Conditions.ToString() is { Length: > 0 } conditions ? $"; {conditions}" : "")})").ToArray();
        var (verdict, reason) = comparison.Relation == Relation.Same ? Same(sides, differences) : Comparable(differences);
        return new() { Claim = claim, Verdict = verdict, Reason = reason, Steps = steps, Warnings = [.. differences.Select(d => d.ToString())] };
    }

    static (Verdict, string) Same(IReadOnlyList<Side> sides, IReadOnlyList<Difference> differences)
    {
        var values = string.Join(", ", sides.Select(s => s.Value).Distinct());
        if (sides.Skip(1).All(s => s.Agrees(sides[0])))
            return differences.Count == 0
                ? (Verdict.Confirmed, $"all say {values}")
                : (Verdict.ProtocolMismatch, $"all say {values}, but not of the same thing ({string.Join("; ", differences)})");
        return differences.Count == 0
            ? (Verdict.Inconsistent, $"they report the same thing and say {values}")
            : (Verdict.ProtocolMismatch, $"{values} are two measurements, not one ({string.Join("; ", differences)})");
    }

    static (Verdict, string) Comparable(IReadOnlyList<Difference> differences) => differences.Count == 0
        ? (Verdict.Confirmed, "no stated condition differs")
        : (Verdict.ProtocolMismatch, $"they were measured otherwise ({string.Join("; ", differences)})");

    /// <summary>What one of the compared claims says.</summary>
    sealed record Side(Claim Claim, string Value, Written? Number, Conditions Conditions)
    {
        public static Side Of(Claim claim) => claim.Assertion switch
        {
            NumberAssertion number => new(claim, number.Value.Text, number.Value, number.Conditions),
            ParameterAssertion parameter => new(claim, parameter.Value, Written.Parse(parameter.Value), new()),
            ArithmeticAssertion arithmetic => new(claim, arithmetic.Value.Text, arithmetic.Value, new()),
            SplitSizeAssertion size => new(claim, size.Images.Text, size.Images, new() { Dataset = size.Dataset, Split = size.Split }),
            _ => new(claim, "", null, new()),
        };

        // 51.9 and 51.92 agree: one is the other rounded
        public bool Agrees(Side other) => Number is { } mine && other.Number is { } theirs
            ? mine.Decimals <= theirs.Decimals ? RoundingCheck.Of(mine, theirs.Value).Holds : RoundingCheck.Of(theirs, mine.Value).Holds
            : Value == other.Value;
    }
}
