using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Checkpoints;

static class CheckpointEndpoints
{
    public static void MapCheckpoints(this RouteGroupBuilder api) =>
        api.MapGet("/runs/{run:guid}/checkpoints", ListAsync).WithTags("Checkpoints").WithSummary("Where the run's checkpoints are");

    static async Task<Results<Ok<IReadOnlyList<SavedCheckpoint>>, NotFound>> ListAsync(
        Guid run, IDbContextFactory<TrackerDb> databases, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return TypedResults.NotFound();
        return TypedResults.Ok(await CheckpointQueries.OfAsync(db, run, cancel));
    }
}
