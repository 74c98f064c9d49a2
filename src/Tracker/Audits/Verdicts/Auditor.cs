using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.SelectionBias;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Checks claims against the evidence given.</summary>
/// <param name="others">Runs that were launched besides those whose journals are evidence.</param>
sealed class Auditor(IEnumerable<IEvidence> given, IReadOnlyList<LaunchedRun>? others = null)
{
    readonly IReadOnlyList<IEvidence> _evidence = EvidenceSet.Distinct(given);

    public AuditReport Audit(ClaimsFile file) => new(
        file.Path, [.. _evidence.Select(e => e.Name)], Rivals.Note([.. file.Claims.Select(c => Assess(file, c))]),
        [.. _evidence.SelectMany(e => e.Doubts.Concat(e.Notes))], SelectionReport.Of(_evidence, file, others));

    Assessment Assess(ClaimsFile file, Claim claim) => MadeUp(claim) is { } run
        ? Missing.Because(claim, $"{run.Name} is synthetic: nobody trained it, so no claim can rest on it")
        : AssessEvidence(file, claim);

    JournalEvidence? MadeUp(Claim claim) =>
        EvidenceFor(claim) is { Count: > 0 } found && found.All(e => e is JournalEvidence { Started.Synthetic: true }) ? (JournalEvidence)found[0] : null;

    Assessment AssessEvidence(ClaimsFile file, Claim claim) => claim.Assertion switch
    {
        NumberAssertion number => number.Seeds is null
            ? new NumberAudit(claim, number).Of(EvidenceFor(claim))
            : new SeedsAudit(claim, number).Of(EvidenceFor(claim)),
        ParameterAssertion parameter => new ParameterAudit(claim, parameter).Of(EvidenceFor(claim)),
        ArithmeticAssertion arithmetic => new ArithmeticAudit(claim, arithmetic, file).Assess(),
        ComparisonAssertion comparison => new ComparisonAudit(claim, comparison, file).Assess(),
        SplitSizeAssertion size => new SplitSizeAudit(claim, size).Of(EvidenceFor(claim)),
        var other => throw new InvalidOperationException($"no audit for {other.GetType().Name}"),
    };

    // who audits one log with one claims file need not name it in every claim
    IReadOnlyList<IEvidence> EvidenceFor(Claim claim) => claim.Subject.IsGiven
        ? [.. _evidence.Where(e => e.IsAbout(claim.Subject))]
        : _evidence.Count == 1 ? _evidence : [];
}

/// <summary>The verdicts on all claims of a file.</summary>
/// <param name="Evidence">Names of the logs and runs that were given.</param>
/// <param name="Warnings">About the evidence itself.</param>
/// <param name="Selection">What was chosen from the runs behind the claims.</param>
sealed record AuditReport(
    string ClaimsPath, IReadOnlyList<string> Evidence, IReadOnlyList<Assessment> Assessments, IReadOnlyList<string> Warnings, SelectionReport Selection)
{
    public bool IsRefuted => Assessments.Any(a => a.Verdict.IsRefuted());
}
