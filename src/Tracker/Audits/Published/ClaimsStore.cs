using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Reports;
using Platform.Tracker.Audits.Verdicts;
using Platform.Tracker.Http;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Audits.Published;

/// <summary>Keeps claims files with their logs and verdicts.</summary>
sealed partial class ClaimsStore(IDbContextFactory<TrackerDb> databases, AuditQueries audits, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Keeps a file in place of one of its name. Logs kept with that one stay, but where one of the same name is given.</summary>
    /// <returns>Its verdicts; or its faults, and then nothing was kept.</returns>
    /// <exception cref="BadQueryException">The name cannot be one.</exception>
    public async Task<AuditResult> PublishAsync(string name, string yaml, IReadOnlyList<(string Name, byte[] Bytes)> logs, CancellationToken cancel)
    {
        if (!Names().IsMatch(name))
            throw new BadQueryException("name", name, $"1 to {ClaimsRecord.LongestName} letters, digits, dots, dashes and underscores, a letter or digit first");
        var file = ClaimsReader.Parse($"{name}.yaml", yaml, out var faults);
        if (faults.Count > 0)
            return new(faults, []);
        await _one.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var given = logs.Select(l => KeptLogs.Pack(name, StoredForm.Text(l.Name), l.Bytes)).ToArray();
            var names = given.Select(l => l.Name).ToArray();
            var kept = await db.Set<KeptLog>().AsNoTracking().Where(l => l.File == name && !names.Contains(l.Name)).ToListAsync(cancel);
            return await StoreAsync(db, file, StoredForm.Text(yaml), [.. given, .. kept], given, clock.GetUtcNow(), cancel);
        }
        catch (UserErrorException e)
        {
            return new([e.Message], []);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Audits a kept file again where its evidence, or the rules, changed since.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> RefreshAsync(string name, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            if (await db.Set<ClaimsRecord>().AsNoTracking().SingleOrDefaultAsync(f => f.Name == name, cancel) is not { } record)
                return false;
            var file = ClaimsReader.Parse($"{name}.yaml", record.Yaml, out _);
            if ((await CitedRuns.FindAsync(db, file, cancel)).State == record.EvidenceState)
                return false;
            var kept = await db.Set<KeptLog>().AsNoTracking().Where(l => l.File == name).ToListAsync(cancel);
            await StoreAsync(db, file, record.Yaml, kept, [], record.PublishedAt, cancel);
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <returns>Whether there was such a file.</returns>
    public async Task<bool> WithdrawAsync(string name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var removed = await db.Set<ClaimsRecord>().Where(f => f.Name == name).ExecuteDeleteAsync(cancel);
        await RemoveVerdictsAsync(db, name, cancel);
        await db.Set<KeptLog>().Where(l => l.File == name).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return removed > 0;
    }

    /// <summary>A kept file audited now; null where there is none.</summary>
    public async Task<(AuditReport Report, string Yaml)?> ReportAsync(string name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<ClaimsRecord>().AsNoTracking().SingleOrDefaultAsync(f => f.Name == name, cancel) is not { } record)
            return null;
        var kept = await db.Set<KeptLog>().AsNoTracking().Where(l => l.File == name).ToListAsync(cancel);
        var audit = await audits.AuditAsync(db, ClaimsReader.Parse($"{name}.yaml", record.Yaml, out var _), [.. kept.Select(KeptLogs.Evidence)], cancel);
        return (audit.Report, record.Yaml);
    }

    async Task<AuditResult> StoreAsync(
        TrackerDb db, ClaimsFile file, string yaml, IReadOnlyList<KeptLog> logs, IReadOnlyList<KeptLog> given, DateTimeOffset published, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        var audit = await audits.AuditAsync(db, file, [.. logs.Select(KeptLogs.Evidence)], cancel);
        var (report, verdicts) = (audit.Report, audit.Verdicts([.. logs.Select(l => l.Name)]));
        var summary = new PublishedClaims
        {
            Name = name, PublishedAt = StoredForm.Time(published), AuditedAt = StoredForm.Time(clock.GetUtcNow()),
            Counts = verdicts.GroupBy(v => v.Verdict).ToDictionary(g => g.Key, g => g.Count()), Evidence = report.Evidence, Warnings = [.. report.Warnings.Distinct()],
            Logs = [.. logs.OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => new KeptLogInfo(l.Name, l.Sha256, l.SizeBytes))], Selection = AuditRows.Of(report.Selection),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Set<ClaimsRecord>().Where(f => f.Name == name).ExecuteDeleteAsync(cancel);
        await RemoveVerdictsAsync(db, name, cancel);
        foreach (var log in given)
            await db.Set<KeptLog>().Where(l => l.File == name && l.Name == log.Name).ExecuteDeleteAsync(cancel);
        db.AddRange(given);
        db.Add(new ClaimsRecord
        {
            Name = name, Yaml = yaml, PublishedAt = summary.PublishedAt, AuditedAt = summary.AuditedAt, EvidenceState = audit.State, Summary = Json(summary),
        });
        AddVerdicts(db, name, verdicts);
        await db.SaveChangesAsync(cancel);
        await MarkAuditedAsync(db, verdicts, cancel);
        await transaction.CommitAsync(cancel);
        return new([], verdicts);
    }

    static void AddVerdicts(TrackerDb db, string name, IReadOnlyList<ClaimVerdict> verdicts)
    {
        foreach (var (position, verdict) in verdicts.Index())
        {
            db.Add(new ClaimRecord
            {
                File = name, Id = verdict.Id, Position = position, Verdict = verdict.Verdict, Result = Json(verdict),
                Words = string.Join('\n', verdict.Id, verdict.Source, verdict.Text).ToLowerInvariant(),
            });
            foreach (var run in verdict.Evidence.Select(e => e.Run).OfType<Guid>().Distinct())
                db.Add(new ClaimCitation { File = name, Claim = verdict.Id, RunId = run });
        }
    }

    // what others rely on is never pruned; whether it is relied on no longer, a person says
    static Task MarkAuditedAsync(TrackerDb db, IReadOnlyList<ClaimVerdict> verdicts, CancellationToken cancel)
    {
        var cited = verdicts.SelectMany(v => v.Evidence).Select(e => e.Run).OfType<Guid>().Distinct().ToArray();
        return db.Runs.Where(r => cited.Contains(r.Id) && !r.Audited).ExecuteUpdateAsync(set => set.SetProperty(r => r.Audited, true), cancel);
    }

    static async Task RemoveVerdictsAsync(TrackerDb db, string name, CancellationToken cancel)
    {
        await db.Set<ClaimRecord>().Where(c => c.File == name).ExecuteDeleteAsync(cancel);
        await db.Set<ClaimCitation>().Where(c => c.File == name).ExecuteDeleteAsync(cancel);
    }

    static string Json<T>(T value) => StoredForm.Text(JsonSerializer.Serialize(value, JournalJson.Options));

    public void Dispose() => _one.Dispose();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex Names();
}
