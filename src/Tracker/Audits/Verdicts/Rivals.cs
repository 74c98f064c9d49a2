using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Claims of one file that report the same thing and say different numbers, whether or not somebody compares them.</summary>
static class Rivals
{
    static readonly Conditions s_none = new();

    public static IReadOnlyList<Assessment> Note(IReadOnlyList<Assessment> assessments) => [.. assessments.Select(a => Of(a, assessments) is { Count: > 0 } notes
        ? a with { Warnings = [.. a.Warnings, .. notes] } : a)];

    static IReadOnlyList<string> Of(Assessment assessment, IReadOnlyList<Assessment> all) =>
        assessment.Claim.Assertion is not NumberAssertion { Conditions: { Dataset: not null, Split: not null } } number ? []
        : [.. all.Where(o => o != assessment && o.Claim.Subject == assessment.Claim.Subject && o.Claim.Assertion is NumberAssertion other
                && AreOfOneThing(number, other) && !Agree(number.Value, other.Value))
            .Select(o => $"claim {o.Claim.Id} ({o.Claim.Source}) says {((NumberAssertion)o.Claim.Assertion).Value.Text} of what is stated to be the same")];

    // everything but the number itself
    static bool AreOfOneThing(NumberAssertion a, NumberAssertion b) => Bare(a) == Bare(b) && a.Conditions.DifferencesFrom(b.Conditions).Count == 0;

    static NumberAssertion Bare(NumberAssertion number) => number with { Value = default, Rounding = default, Conditions = s_none };

    static bool Agree(Written a, Written b) => a.Decimals <= b.Decimals ? RoundingCheck.Of(a, b.Value).Holds : RoundingCheck.Of(b, a.Value).Holds;
}
