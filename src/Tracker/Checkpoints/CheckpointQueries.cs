using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Checkpoints;

static class CheckpointQueries
{
    /// <summary>All of the run's, in order: a superseded one is still a file somebody may want.</summary>
    public static async Task<IReadOnlyList<SavedCheckpoint>> OfAsync(TrackerDb db, Guid run, CancellationToken cancel) =>
        await db.Checkpoints.AsNoTracking().Where(c => c.RunId == run).OrderBy(c => c.Sequence)
            .Select(c => new SavedCheckpoint(c.Iteration, c.Attempt, c.Path, c.Sha256, c.SizeBytes, c.IsBest, c.BestBy)).ToListAsync(cancel);
}
