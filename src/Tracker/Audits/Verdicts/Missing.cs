using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Assessments of claims that nothing given can decide.</summary>
static class Missing
{
    public static Assessment Because(Claim claim, string reason) => new() { Claim = claim, Verdict = Verdict.NotDerivable, Reason = reason };

    public static Assessment NoEvidence(Claim claim) => Because(claim, claim.Subject.IsGiven
        ? $"no {claim.Subject} was given"
        : "the claim names no log and no run");
}
