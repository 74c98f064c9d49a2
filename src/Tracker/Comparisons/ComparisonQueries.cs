using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>The head of a comparison: groups, what differs, what there is to draw.</summary>
sealed class ComparisonQueries(IDbContextFactory<TrackerDb> databases, RunTableQuery table)
{
    /// <param name="runs">Used where there is no filter.</param>
    /// <param name="filter">In the filter language; its runs, oldest first.</param>
    /// <param name="by">See <see cref="RunGrouping.Parse"/>.</param>
    /// <param name="all">Whether settings that are the same everywhere are answered too.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="Runs.Filters.FilterException">The filter or the grouping cannot be understood.</exception>
    public async Task<RunComparison> CompareAsync(IReadOnlyList<Guid> runs, string? filter, string? by, bool all, CancellationToken cancel)
    {
        var grouping = RunGrouping.Parse(by);
        if (filter is not null)
            runs = [.. (await table.PageAsync(new() { Filter = filter, Sort = "started", Take = RunComparison.MostRuns }, cancel)).Runs.Select(r => r.Id)];
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        var settings = await RunSettings.ReadAsync(db, runs, cancel);
        var everyGroup = grouping.Group(settings);
        var groups = everyGroup.Take(RunComparison.MostGroups).ToArray();
        var compared = groups.SelectMany(g => g.Runs).ToArray();
        var parameters = Parameters([.. groups.Select(g => g.Runs)]);
        var differing = parameters.Where(p => p.Differs).ToArray();
        var labels = LegendMaker.Labels(differing, groups.Length);
        Guid[] ids = [.. compared.Select(r => r.Run.Id)];
        var heads = await HeadsAsync(db, ids, cancel);
        return new()
        {
            Groups = [.. groups.Select((g, i) => new ComparedGroup { Key = g.Key, Label = labels[i], Runs = [.. g.Runs.Select(r => r.Run)] })],
            Parameters = all ? parameters : differing,
            SameParameters = parameters.Count - differing.Length,
            Metrics = await MetricsAsync(db, ids, heads, cancel),
            Heads = heads,
            Unknown = filter is null ? [.. runs.Except(settings.Select(s => s.Run.Id))] : [],
            LeftOut = everyGroup.Count - groups.Length,
        };
    }

    static IReadOnlyList<ComparedParameter> Parameters(IReadOnlyList<IReadOnlyList<RunSettings>> groups) =>
    [
        .. SettingRank.Ordered(groups.SelectMany(g => g).SelectMany(r => r.Values.Keys).Distinct()).Where(k => k != "name").Select(key =>
        {
            var values = groups.Select(g => g.Select(r => r.Values.GetValueOrDefault(key)).Distinct().ToArray()).ToArray();
            return new ComparedParameter(key, [.. values.Select(Joined)], values.SelectMany(v => v).Distinct().Count() > 1);
        }),
    ];

    static string? Joined(string?[] values) => values is [null] or [] ? null : string.Join(" | ", values.Select(v => v ?? "–").Order(StringComparer.Ordinal));

    static async Task<IReadOnlyList<ComparedMetric>> MetricsAsync(
        TrackerDb db, Guid[] runs, IReadOnlyList<ComparedHead> heads, CancellationToken cancel)
    {
        var metrics = await db.MetricTotals.AsNoTracking().Where(t => runs.Contains(t.RunId) && t.Count > 0).GroupBy(t => t.Name)
            .Select(g => new { Name = g.Key, Runs = g.Count(), Lower = g.Min(t => t.LowerIsBetter ? 1 : 0) }).ToListAsync(cancel);
        var better = heads.Where(h => h.Network == ComparedHead.Better).Select(h => new ComparedMetric($"miou/{h.Split}/{h.Output}/{h.Network}", h.Runs, false));
        return [.. metrics.Select(m => new ComparedMetric(m.Name, m.Runs, m.Lower == 1)).Concat(better).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    static async Task<IReadOnlyList<ComparedHead>> HeadsAsync(TrackerDb db, Guid[] runs, CancellationToken cancel)
    {
        var heads = await db.Evaluations.AsNoTracking().Where(e => runs.Contains(e.RunId))
            .Select(e => new { e.RunId, e.Split, e.Output, e.Network }).Distinct().ToListAsync(cancel);
        var found = heads.GroupBy(h => (h.Split, h.Output, h.Network)).Select(g => new ComparedHead(g.Key.Split, g.Key.Output, g.Key.Network, g.Count()));
        return [.. BetterNetwork.Choices(heads.Select(h => (h.RunId, h.Split, h.Output, h.Network))).Concat(found)
            .OrderBy(h => h.Split, StringComparer.Ordinal).ThenBy(h => HeadOrder.Of(h.Output)).ThenBy(h => h.Network, StringComparer.Ordinal)];
    }
}
