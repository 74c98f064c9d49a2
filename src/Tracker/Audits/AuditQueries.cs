using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
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

    /// <param name="logs">Evidence besides the runs.</param>
    public async Task<AuditResult> AuditAsync(string claims, IReadOnlyList<(string Name, byte[] Bytes)> logs, CancellationToken cancel)
    {
        var file = ClaimsReader.Parse(FileName, claims, out var faults);
        if (faults.Count > 0)
            return new(faults, []);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            return new([], (await AuditAsync(db, file, [.. logs.Select(l => KeptLogs.Evidence(l.Name, l.Bytes))], cancel)).Verdicts([]));
        }
        catch (UserErrorException e)
        {
            return new([e.Message], []);
        }
    }

    /// <summary>The audit over the runs a file is about and over logs that came with it.</summary>
    public async Task<StoredAudit> AuditAsync(TrackerDb db, ClaimsFile file, IReadOnlyList<ImportedEvidence> logs, CancellationToken cancel)
    {
        var cited = await CitedRuns.FindAsync(db, file, cancel);
        // a run made of a log that is here too: the log says it with its own lines
        var twins = logs.Select(l => (l.Name, Run: cited.Runs.FirstOrDefault(r => r.Imported?.Sha256 == l.Sha256))).Where(t => t.Run is not null).ToArray();
        var evidence = new List<IEvidence>(logs);
        foreach (var run in cited.Runs.Except(twins.Select(t => t.Run!)))
            evidence.Add(JournalEvidence.Read($"run {run.Name}", await LinesAsync(run.Id, cancel)));
        return new(new Auditor(evidence, [.. cited.Runs, .. cited.Siblings]).Audit(file), cited.State, twins.DistinctBy(t => t.Name).ToDictionary(t => t.Name, t => t.Run!.Id));
    }

    async Task<IReadOnlyList<byte[]>> LinesAsync(Guid run, CancellationToken cancel)
    {
        var lines = new List<byte[]>();
        while (await journals.LinesAsync(run, lines.Count == 0 ? 0 : JournalEntry.Read(lines[^1]).Header.Sequence, LinesAPage, cancel) is { Count: > 0 } more)
            lines.AddRange(more);
        return lines;
    }
}

/// <param name="State">Of the runs it saw.</param>
/// <param name="Imported">Runs that were made of logs that are evidence, by the log's name.</param>
sealed record StoredAudit(AuditReport Report, string State, IReadOnlyDictionary<string, Guid> Imported)
{
    /// <param name="kept">Names of the logs that are kept with the claims.</param>
    public IReadOnlyList<ClaimVerdict> Verdicts(IReadOnlyCollection<string> kept) => [.. Report.Assessments.Select(a => AuditRows.Of(a, kept, Imported))];
}
