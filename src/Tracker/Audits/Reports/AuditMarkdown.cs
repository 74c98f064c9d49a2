using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.Reports;

/// <summary>An audit as Markdown: a table of verdicts, then each claim's evidence.</summary>
static class AuditMarkdown
{
    public static string Of(AuditReport report) => string.Join('\n', (string[])
    [
        "# Audit", "",
        $"Claims: `{Path.GetFileName(report.ClaimsPath)}`. Evidence: {(report.Evidence.Count == 0 ? "none" : string.Join(", ", report.Evidence.Select(e => $"`{e}`")))}. {AuditText.Summary(report)}.", "",
        "| claim | source | verdict | why |", "|---|---|---|---|",
        .. report.Assessments.Select(a => $"| {Cell(a.Claim.Text)} | {Cell(a.Claim.Source)} | **{a.Verdict.Words()}** | {Cell(a.Reason)} |"),
        .. report.Assessments.SelectMany(Details), "",
    ]);

    static IEnumerable<string> Details(Assessment a) =>
    [
        "", $"## {a.Claim.Id}: {a.Verdict.Words()}", "", $"{a.Claim.Text} ({a.Claim.Source}).", "",
        .. a.Aspects.Select(x => $"- {x.Aspect}: {x.Verdict.Words()}"),
        .. a.Evidence.Select(e => $"- evidence: `{e.Place}`: {e.What} = {e.Text}"),
        .. a.Steps.Select(s => $"- computed: {s}"),
        .. a.Warnings.Append(a.Claim.Note).OfType<string>().Select(w => $"- note: {w}"),
    ];

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
