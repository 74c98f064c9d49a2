using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.Reports;

/// <summary>An audit for machines; docs/audit.md lists the members.</summary>
static class AuditJson
{
    static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(AuditReport report) => JsonSerializer.Serialize(new
    {
        claims = report.ClaimsPath,
        evidence = report.Evidence,
        refuted = report.IsRefuted,
        counts = report.Assessments.GroupBy(a => a.Verdict).OrderBy(g => g.Key).ToDictionary(g => g.Key.Words(), g => g.Count()),
        warnings = report.Warnings,
        assessments = report.Assessments.Select(Row),
        selection = AuditRows.Of(report.Selection),
    }, s_options);

    static object Row(Assessment a) => new
    {
        id = a.Claim.Id,
        line = a.Claim.Line,
        source = a.Claim.Source,
        text = a.Claim.Text,
        about = a.Claim.Subject.IsGiven ? a.Claim.Subject.ToString() : null,
        claimed = AuditRows.Claimed(a.Claim.Assertion),
        verdict = a.Verdict.Words(),
        reason = a.Reason,
        aspects = a.Aspects.Count == 0 ? null : a.Aspects.ToDictionary(x => x.Aspect, x => x.Verdict.Words()),
        evidence = a.Evidence.Select(e => new { what = e.What, text = e.Text, source = e.Place.Source, line = e.Place.Line, sequence = e.Place.Sequence }),
        steps = a.Steps,
        warnings = a.Warnings,
        note = a.Claim.Note,
    };
}
