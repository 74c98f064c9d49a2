using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Verdicts;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Audits;

/// <summary>Audits over the stored journals of runs.</summary>
sealed class AuditQueries(IDbContextFactory<TrackerDb> databases, JournalQueries journals)
{
    const string FileName = "claims.yaml";
    const int LinesAPage = 5000;

    public async Task<AuditResult> AuditAsync(string claims, CancellationToken cancel)
    {
        var file = ClaimsReader.Parse(FileName, claims, out var faults);
        if (faults.Count > 0)
            return new(faults, []);
        var evidence = new List<JournalEvidence>();
        foreach (var (id, name) in await CitedAsync(file, cancel))
            evidence.Add(JournalEvidence.Read($"run {name}", await LinesAsync(id, cancel)));
        var runs = evidence.Where(e => e.RunId is not null).GroupBy(e => e.Name).ToDictionary(g => g.Key, g => g.First().RunId!.Value);
        return new([], [.. new Auditor(evidence).Audit(file).Assessments.Select(a => Row(a, runs))]);
    }

    async Task<IReadOnlyList<(Guid Id, string Name)>> CitedAsync(ClaimsFile file, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var runs = await db.Runs.AsNoTracking().Where(r => r.StartedAt != null).OrderBy(r => r.StartedAt).Select(r => new { r.Id, r.Name }).ToListAsync(cancel);
        return [.. runs.Where(r => file.Claims.Any(c => c.Subject.Names(r.Id, r.Name))).Select(r => (r.Id, r.Name ?? ""))];
    }

    async Task<IReadOnlyList<byte[]>> LinesAsync(Guid run, CancellationToken cancel)
    {
        var lines = new List<byte[]>();
        while (await journals.LinesAsync(run, lines.Count == 0 ? 0 : JournalEntry.Read(lines[^1]).Header.Sequence, LinesAPage, cancel) is { Count: > 0 } more)
            lines.AddRange(more);
        return lines;
    }

    static ClaimVerdict Row(Assessment a, IReadOnlyDictionary<string, Guid> runs) => new()
    {
        Id = a.Claim.Id,
        Source = a.Claim.Source,
        Text = a.Claim.Text,
        Verdict = a.Verdict.Words(),
        Reason = a.Reason,
        Evidence = [.. a.Evidence.Select(e => new ClaimEvidence(e.What, e.Text, e.Place.ToString(), runs.TryGetValue(e.Place.Source, out var run) ? run : null, e.Place.Sequence))],
        Steps = [.. a.Aspects.Select(x => $"{x.Aspect}: {x.Verdict.Words()}"), .. a.Steps],
        Warnings = [.. a.Warnings.Append(a.Claim.Note).OfType<string>()],
    };
}
