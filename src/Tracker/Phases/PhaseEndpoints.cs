using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Phases;

static class PhaseEndpoints
{
    public static void MapPhases(this RouteGroupBuilder api) =>
        api.MapGet("/runs/{run:guid}/phases", ListAsync).WithTags("Phases").WithSummary("The run's phases, in order");

    static async Task<Results<Ok<IReadOnlyList<PhaseSpan>>, NotFound>> ListAsync(
        Guid run, IDbContextFactory<TrackerDb> databases, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return TypedResults.NotFound();
        return TypedResults.Ok(await PhaseQueries.SpansAsync(db, run, await Supersession.OfAsync(db, run, cancel), cancel));
    }
}
