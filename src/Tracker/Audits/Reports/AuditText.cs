using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.Reports;

/// <summary>An audit to read on a terminal: every claim with its verdict, why, and where that stands.</summary>
static class AuditText
{
    const int VerdictWidth = 26;

    /// <param name="mark">Marks a verdict (a colour); the text stays the same.</param>
    public static IEnumerable<string> Lines(AuditReport report, bool withSteps, Func<Verdict, string, string>? mark = null)
    {
        mark ??= (_, text) => text;
        foreach (var a in report.Assessments)
        {
            yield return $"{mark(a.Verdict, a.Verdict.Words().PadRight(VerdictWidth))} {a.Claim.Id}: {a.Claim.Text}";
            yield return Indent($"{a.Claim.Source}");
            yield return Indent(a.Reason);
            foreach (var aspect in a.Aspects)
                yield return Indent($"{aspect.Aspect}: {aspect.Verdict.Words()}");
            if (withSteps)
                foreach (var line in a.Evidence.Select(e => $"evidence: {e.Place}: {e.What} = {e.Text}").Concat(a.Steps.Select(s => $"computed: {s}")))
                    yield return Indent(line);
            foreach (var warning in a.Warnings)
                yield return Indent($"note: {warning}");
            if (a.Claim.Note is { } note)
                yield return Indent($"note: {note}");
        }
        yield return "";
        foreach (var warning in report.Warnings.Distinct())
            yield return $"evidence: {warning}";
        foreach (var warning in report.Selection.Groups.SelectMany(g => g.Warnings.Select(w => $"{g.Name}: {w}")))
            yield return $"selection: {warning}";
        yield return Summary(report);
    }

    public static string Summary(AuditReport report) =>
        $"{report.Assessments.Count} claims: " + string.Join(", ", report.Assessments.GroupBy(a => a.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.Words()}"));

    static string Indent(string text) => new string(' ', VerdictWidth + 1) + text;
}
