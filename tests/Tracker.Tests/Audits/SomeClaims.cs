using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Tests.Audits;

/// <summary>Short ways to a claim and its verdict.</summary>
static class SomeClaims
{
    /// <summary>The verdicts on claims written as YAML members after id, source and text, one claim each.</summary>
    public static IReadOnlyList<Assessment> Audit(IReadOnlyList<IEvidence> evidence, params string[] claims)
    {
        var file = ClaimsReader.Parse("claims.yaml", Text(claims), out var faults);
        faults.ShouldBeEmpty();
        return new Auditor(evidence).Audit(file).Assessments;
    }

    public static Assessment Audit(IEvidence evidence, string claim) => Audit([evidence], claim)[0];

    public static string Text(params string[] claims) =>
        "claims:\n" + string.Concat(claims.Select((c, i) => $"  - id: c{i + 1}\n    source: somewhere\n    text: something\n    {c.ReplaceLineEndings("\n    ")}\n"));

    public static JournalEvidence Evidence(this SomeJournal journal) => JournalEvidence.Read("journal.jsonl", journal.Lines);
}
