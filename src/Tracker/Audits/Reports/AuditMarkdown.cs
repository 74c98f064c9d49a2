using Platform.Contracts.Statistics;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.SelectionBias;
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
        .. report.Assessments.Select(a => $"| {TableText.Markdown(a.Claim.Text)} | {TableText.Markdown(a.Claim.Source)} | **{a.Verdict.Words()}** | {TableText.Markdown(a.Reason)} |"),
        .. report.Assessments.SelectMany(Details), .. Selection(report.Selection), "",
    ]);

    static IEnumerable<string> Selection(SelectionReport selection) => selection.Groups.Count == 0 && selection.Rows.Count == 0 ? [] :
    [
        "", "## What was selected", "",
        .. selection.Groups.Count == 0 ? (string[])[] :
        [
            "| runs | launched | completed | failed | stopped | seeds | reported |", "|---|---|---|---|---|---|---|",
            .. selection.Groups.Select(g => $"| {TableText.Markdown(g.Name)} | {g.Launched} | {g.Completed} | {g.Failed} | {g.Stopped} | {string.Join(", ", g.Seeds)} | {Reported(g)} |"),
            "", .. selection.Groups.SelectMany(g => g.Warnings.Select(w => $"- note: {g.Name}: {w}")), "",
        ],
        .. selection.Rows.Count == 0 ? (string[])[] :
        [
            "| series | split | evaluations | last | best |", "|---|---|---|---|---|",
            .. selection.Rows.Select(r => $"| {TableText.Markdown($"{r.Evidence}: {r.Series}")} | {r.Split} | {r.Evaluations} | {Rounding.Show(r.Last.Value, 3)} | {Rounding.Show(r.Best.Value, 3)} |"),
            "", .. selection.Rows.SelectMany(r => r.Warnings.Select(w => $"- note: {r.Evidence}: {r.Series}: {w}")),
        ],
    ];

    static string Reported(SelectionGroup group) => group.ReportedSeeds is not { } seeds ? "" : seeds.Count == 0 ? "none" : string.Join(", ", seeds);

    static IEnumerable<string> Details(Assessment a) =>
    [
        "", $"## {a.Claim.Id}: {a.Verdict.Words()}", "", $"{a.Claim.Text} ({a.Claim.Source}).", "",
        .. a.Aspects.Select(x => $"- {x.Aspect}: {x.Verdict.Words()}"),
        .. a.Evidence.Select(e => $"- evidence: `{e.Place}`: {e.What} = {e.Text}"),
        .. a.Steps.Select(s => $"- computed: {s}"),
        .. a.Warnings.Append(a.Claim.Note).OfType<string>().Select(w => $"- note: {w}"),
    ];
}
