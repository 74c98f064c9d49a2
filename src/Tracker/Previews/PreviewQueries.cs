using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Previews;

/// <summary>Pictures, read; the list leaves their bytes where they are.</summary>
sealed class PreviewQueries(IDbContextFactory<TrackerDb> databases)
{
    /// <summary>Those no resume superseded, after the given id, in order; null where the run is unknown.</summary>
    public async Task<IReadOnlyList<PreviewInfo>?> OfAsync(Guid run, CancellationToken cancel, long after = 0)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return null;
        var visible = await Supersession.OfAsync(db, run, cancel);
        var previews = await db.Previews.AsNoTracking().Where(p => p.RunId == run && p.Id > after).OrderBy(p => p.Id)
            .Select(p => new { p.Attempt, Info = new PreviewInfo(p.Id, p.Iteration, p.ImageId, p.Kind, p.ClassName, p.Network, p.SizeBytes) })
            .ToListAsync(cancel);
        return [.. previews.Where(p => visible.Counts(p.Attempt, p.Info.Iteration)).Select(p => p.Info)];
    }

    public async Task<byte[]?> PngAsync(Guid run, long preview, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Previews.AsNoTracking().Where(p => p.RunId == run && p.Id == preview).Select(p => p.Png).SingleOrDefaultAsync(cancel);
    }
}
