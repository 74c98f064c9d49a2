using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Published;
using Platform.Tracker.Audits.Reports;
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
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (report, _) = await AuditAsync(db, file, [], cancel);
        return new([], [.. report.Assessments.Select(a => AuditRows.Of(a, []))]);
    }

    /// <summary>The audit over the runs a file is about and over logs that came with it, and the state of the runs it saw.</summary>
    public async Task<(AuditReport Report, string State)> AuditAsync(TrackerDb db, ClaimsFile file, IEnumerable<ImportedEvidence> logs, CancellationToken cancel)
    {
        var cited = await CitedRuns.FindAsync(db, file, cancel);
        var evidence = new List<IEvidence>(logs);
        foreach (var run in cited.Runs)
            evidence.Add(JournalEvidence.Read($"run {run.Name}", await LinesAsync(run.Id, cancel)));
        return (new Auditor(evidence, cited.Siblings).Audit(file), cited.State);
    }

    async Task<IReadOnlyList<byte[]>> LinesAsync(Guid run, CancellationToken cancel)
    {
        var lines = new List<byte[]>();
        while (await journals.LinesAsync(run, lines.Count == 0 ? 0 : JournalEntry.Read(lines[^1]).Header.Sequence, LinesAPage, cancel) is { Count: > 0 } more)
            lines.AddRange(more);
        return lines;
    }
}
