using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.SelectionBias;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Audits.Published;

/// <summary>The tracker's runs that a claims file is about, and those they were chosen from.</summary>
/// <param name="State">Changes whenever a verdict could.</param>
sealed record CitedRuns(IReadOnlyList<LaunchedRun> Runs, IReadOnlyList<LaunchedRun> Siblings, string State)
{
    // verdicts of another version of these rules are not trusted
    static readonly Guid s_rules = typeof(CitedRuns).Module.ModuleVersionId;

    public static async Task<CitedRuns> FindAsync(TrackerDb db, ClaimsFile file, CancellationToken cancel)
    {
        var rows = await db.Runs.AsNoTracking().Where(r => r.StartedAt != null).OrderBy(r => r.StartedAt).ThenBy(r => r.Id)
            .Select(r => new Row(r.Id, r.Name!, r.Experiment!, r.Method!, r.Backbone!, r.Dataset!, r.ConfigHash!, r.Seed, r.Status, r.BestMeanIou, r.Imported, r.HeadHash, r.Attempt))
            .ToListAsync(cancel);
        var all = rows.Select(r => (Row: r, Run: Launched(r))).ToArray();
        var cited = all.Where(r => file.Claims.Any(c => r.Run.IsAbout(c.Subject))).ToArray();
        var setups = cited.Select(r => r.Run.Setup).ToHashSet();
        var siblings = all.Except(cited).Where(r => setups.Contains(r.Run.Setup)).ToArray();
        var going = cited.Where(r => r.Row.Status == RunStatus.Running).Select(r => r.Run.Id).ToArray();
        var evaluations = await db.Evaluations.Where(e => going.Contains(e.RunId)).GroupBy(e => e.RunId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        // of a run that goes on, a new evaluation is news; each of its entries would be too much
        var states = cited.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Run.Id} {(r.Row.Status == RunStatus.Running ? $"{r.Row.Attempt}/{evaluations.GetValueOrDefault(r.Run.Id)}" : r.Row.HeadHash)}"))
            .Concat(siblings.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Run.Id} {r.Row.Status} {r.Row.BestMeanIou:R}")));
        return new([.. cited.Select(r => r.Run)], [.. siblings.Select(r => r.Run)], JournalEntry.HashOf(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', states.Prepend($"{s_rules}")))));
    }

    static LaunchedRun Launched(Row row) => new()
    {
        Id = row.Id, Name = row.Name, Experiment = row.Experiment, Method = row.Method, Backbone = row.Backbone, Dataset = row.Dataset, ConfigHash = row.ConfigHash,
        Seed = row.Seed, Status = row.Status, Best = row.BestMeanIou is { } best && double.IsFinite(best) ? Number.Exact(best) : null,
        Imported = row.Imported is null ? null : JsonSerializer.Deserialize<ImportedFacts>(row.Imported, JournalJson.Options),
    };

    sealed record Row(
        Guid Id, string Name, string Experiment, string Method, string Backbone, string Dataset, string ConfigHash, int Seed, RunStatus Status, double? BestMeanIou,
        string? Imported, string? HeadHash, int Attempt);
}
