using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>What people say of runs: tags, whether they are put away, and whether others rely on them.</summary>
sealed class RunTags(IDbContextFactory<TrackerDb> databases)
{
    /// <summary>A run with more is beyond what tags are for.</summary>
    const int MostTags = 100;

    /// <returns>The run's tags afterwards; null where the run is unknown.</returns>
    /// <exception cref="BadQueryException">A tag is empty, too long or has control letters, or there are too many.</exception>
    public async Task<IReadOnlyList<string>?> AddAsync(Guid run, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        var clean = tags.Select(Clean).Distinct(StringComparer.Ordinal).ToArray();
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run && r.StartedAt != null, cancel))
            return null;
        var before = await OfAsync(db, run, cancel);
        if (before.Union(clean).Count() > MostTags)
            throw new BadQueryException("tags", $"{tags.Count} more", $"such that the run has no more than {MostTags}");
        foreach (var tag in clean) // two who add the same at once are both right
            await db.Database.ExecuteSqlAsync($"INSERT INTO run_tags (run_id, tag) VALUES ({run}, {tag}) ON CONFLICT DO NOTHING", cancel);
        return await OfAsync(db, run, cancel);
    }

    /// <returns>The run's tags afterwards; null where the run is unknown.</returns>
    public async Task<IReadOnlyList<string>?> RemoveAsync(Guid run, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run && r.StartedAt != null, cancel))
            return null;
        await db.Set<RunTag>().Where(t => t.RunId == run && tags.Contains(t.Tag)).ExecuteDeleteAsync(cancel);
        return await OfAsync(db, run, cancel);
    }

    /// <returns>Whether there is such a run.</returns>
    public async Task<bool> ChangeAsync(Guid run, RunChange change, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var changed = db.Runs.Where(r => r.Id == run && r.StartedAt != null);
        if (change is { Archived: null, Audited: null })
            return await changed.AnyAsync(cancel);
        return await changed.ExecuteUpdateAsync(set =>
        {
            if (change.Archived is { } archived)
                set.SetProperty(r => r.Archived, archived);
            if (change.Audited is { } audited)
                set.SetProperty(r => r.Audited, audited);
        }, cancel) > 0;
    }

    public static async Task<IReadOnlyList<string>> OfAsync(TrackerDb db, Guid run, CancellationToken cancel) =>
        [.. (await db.Set<RunTag>().Where(t => t.RunId == run).Select(t => t.Tag).ToListAsync(cancel)).Order(StringComparer.Ordinal)];

    static string Clean(string tag) => tag.Trim() is { Length: > 0 and <= RunTag.Longest } clean && !clean.Any(char.IsControl)
        ? clean : throw new BadQueryException("tags", tag, $"a text of 1 to {RunTag.Longest} letters in one line");
}
