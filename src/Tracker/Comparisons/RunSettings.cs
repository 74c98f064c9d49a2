using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>A run among those compared, and everything it was set to by key.</summary>
sealed record RunSettings(ComparedRun Run, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The known ones of the runs, in their order.</summary>
    public static async Task<IReadOnlyList<RunSettings>> ReadAsync(TrackerDb db, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        var rows = await db.Runs.AsNoTracking().Where(r => runs.Contains(r.Id) && r.StartedAt != null).Select(r => new
        {
            r.Id, r.Name, r.Seed, r.Status, r.Iteration, r.TotalIterations, r.StartedAt, r.AppliedSequence,
            r.Project, r.Experiment, r.Method, r.Backbone, r.Dataset, r.Host, r.Device, r.CodeRevision, r.Synthetic,
        }).ToDictionaryAsync(r => r.Id, cancel);
        var leaves = (await db.Set<RunParameter>().AsNoTracking().Where(p => runs.Contains(p.RunId))
            .Select(p => new { p.RunId, p.Key, p.TextValue, p.NumberValue }).ToListAsync(cancel)).ToLookup(p => p.RunId);
        var phases = await RunPhases.OfAsync(db, [.. rows.Keys], cancel);
        var read = new List<RunSettings>();
        foreach (var id in runs.Where(rows.ContainsKey).Distinct())
        {
            var row = rows[id];
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var leaf in leaves[id])
                values[leaf.Key] = Text(leaf.TextValue, leaf.NumberValue);
            foreach (var (key, value) in new (string, string?)[]
            {
                // what the run says of itself wins over what its configuration has of the same name
                ("project", row.Project), ("experiment", row.Experiment), ("name", row.Name), ("method", row.Method), ("dataset", row.Dataset),
                ("backbone", row.Backbone), ("seed", row.Seed.ToString(CultureInfo.InvariantCulture)), ("host", row.Host), ("device", row.Device),
                ("revision", row.CodeRevision),
            })
                if (value is not null)
                    values[key] = value;
            read.Add(new(new()
            {
                Id = id, Name = row.Name!, Seed = row.Seed, Status = row.Status, Iteration = row.Iteration, TotalIterations = row.TotalIterations,
                StartedAt = row.StartedAt!.Value, AppliedSequence = row.AppliedSequence, Phases = phases[id], Synthetic = row.Synthetic,
            }, values));
        }
        return read;
    }

    // 0.10 and 0.1 are the same setting
    static string Text(string text, double? number) => number is { } n ? JsonSerializer.Serialize(n) : text;
}
