using Platform.Contracts.Api;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.SelectionBias;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.Reports;

/// <summary>An audit as the API answers with it.</summary>
static class AuditRows
{
    /// <param name="kept">Names of the logs that are kept with the claims.</param>
    /// <param name="imported">Runs that were made of logs, by the log's name.</param>
    public static ClaimVerdict Of(Assessment a, IReadOnlyCollection<string> kept, IReadOnlyDictionary<string, Guid> imported) => new()
    {
        Id = a.Claim.Id,
        Source = a.Claim.Source,
        Text = a.Claim.Text,
        Verdict = a.Verdict.Words(),
        Reason = a.Reason,
        Evidence = [.. a.Evidence.Select(e => Of(e, kept, imported))],
        Steps = [.. a.Aspects.Select(x => $"{x.Aspect}: {x.Verdict.Words()}"), .. a.Steps],
        Warnings = [.. a.Warnings.Append(a.Claim.Note).OfType<string>()],
        About = a.Claim.Subject.IsGiven ? a.Claim.Subject.ToString() : null,
        Claimed = Claimed(a.Claim.Assertion),
        Line = a.Claim.Line,
        Classes = [.. a.Classes.Select(c => new ClassScoreUsed(c.Name, c.Value is { } value && c.Counts is not null ? Rounding.Show(value, 4) : c.Text,
            c.Counts?.Right, c.Counts?.Truth, c.Counts?.Predicted, c.Place.Line))],
    };

    public static AuditSelection Of(SelectionReport report) => new(
        [.. report.Groups.Select(g => new SelectionOfRuns
        {
            Name = g.Name, Launched = g.Launched, Completed = g.Completed, Failed = g.Failed, Stopped = g.Stopped,
            Seeds = g.Seeds, ReportedSeeds = g.ReportedSeeds ?? [], Warnings = g.Warnings,
        })],
        [.. report.Rows.Select(r => new SelectionOfSeries(r.Evidence, r.Series, r.Split, r.Evaluations, (double)r.Last.Value, (double)r.Best.Value, r.Warnings))]);

    /// <summary>The number or setting reported; null where a claim only compares others.</summary>
    public static string? Claimed(Assertion assertion) => assertion switch
    {
        NumberAssertion number => number.Value.Text,
        ParameterAssertion parameter => $"{parameter.Name} = {parameter.Value}",
        ArithmeticAssertion arithmetic => arithmetic.Value.Text,
        SplitSizeAssertion size => size.Images.Text,
        _ => null,
    };

    static ClaimEvidence Of(Citation e, IReadOnlyCollection<string> kept, IReadOnlyDictionary<string, Guid> imported) => new(
        e.What, e.Text, e.Place.ToString(), e.Place.Run ?? (imported.TryGetValue(e.Place.Source, out var run) ? run : null), e.Place.Sequence, kept.Contains(e.Place.Source) ? e.Place.Source : null, e.Place.Line);
}
