using Platform.Contracts.Statistics;
using Platform.Tracker.Audits.SelectionBias;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.Reports;

/// <summary>An audit as a LaTeX table (packages booktabs and longtable).</summary>
static class AuditLatex
{
    public static string Of(AuditReport report) => string.Join('\n', (string[])
    [
        "% needs \\usepackage{booktabs,longtable}",
        "\\begin{longtable}{p{0.3\\linewidth}p{0.15\\linewidth}p{0.15\\linewidth}p{0.3\\linewidth}}",
        "\\toprule", "Claim & Source & Verdict & Evidence \\\\", "\\midrule", "\\endhead",
        .. report.Assessments.Select(a => $"{TableText.Latex(a.Claim.Text)} & {TableText.Latex(a.Claim.Source)} & {TableText.Latex(a.Verdict.Words())} & {TableText.Latex(Why(a))} \\\\"),
        "\\bottomrule", "\\end{longtable}", .. Selection(report.Selection), "",
    ]);

    static IEnumerable<string> Selection(SelectionReport selection) => selection.Groups.Count == 0 ? [] :
    [
        "\\begin{longtable}{p{0.45\\linewidth}rrrp{0.3\\linewidth}}",
        "\\toprule", "Runs & Launched & Completed & Reported & Notes \\\\", "\\midrule", "\\endhead",
        .. selection.Groups.Select(g => $"{TableText.Latex(g.Name)} & {g.Launched} & {g.Completed} & {g.ReportedSeeds?.Count} & {TableText.Latex(string.Join("; ", g.Warnings))} \\\\"),
        "\\bottomrule", "\\end{longtable}",
    ];

    static string Why(Assessment a) => a.Evidence.Count == 0 ? a.Reason : $"{a.Reason} ({string.Join(", ", a.Evidence.Select(e => e.Place).Distinct())})";
}
