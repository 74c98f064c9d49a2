using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Times;

static class RunTimeEndpoints
{
    public static void MapRunTimes(this RouteGroupBuilder api) =>
        api.MapGet("/runs/{run:guid}/times", GetAsync).WithTags("Runs").WithSummary("When the run was at which iteration");

    static async Task<Results<Ok<RunTimes>, NotFound>> GetAsync(Guid run, IDbContextFactory<TrackerDb> databases, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        return await ReadAsync(db, run, cancel) is { } times ? TypedResults.Ok(times) : TypedResults.NotFound();
    }

    /// <summary>Null where the run is unknown.</summary>
    public static async Task<RunTimes?> ReadAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        var row = await db.Runs.AsNoTracking().Where(r => r.Id == run && r.StartedAt != null)
            .Select(r => new { r.StartedAt, r.UpdatedAt, r.EndedAt, r.Iteration }).SingleOrDefaultAsync(cancel);
        if (row is null)
            return null;
        var visible = await Supersession.OfAsync(db, run, cancel);
        var kept = await db.RunTimes.AsNoTracking().Where(t => t.RunId == run).OrderBy(t => t.Sequence)
            .Select(t => new { t.Attempt, t.Iteration, t.OccurredAt }).ToListAsync(cancel);
        var last = new { Attempt = int.MaxValue, row.Iteration, OccurredAt = row.EndedAt ?? row.UpdatedAt!.Value };
        var places = new List<(int Iteration, double Seconds)>();
        foreach (var time in kept.Where(t => visible.Counts(t.Attempt, t.Iteration)).Append(last))
        {
            var seconds = (time.OccurredAt - row.StartedAt!.Value).TotalSeconds;
            // an iteration is where the run was first; clocks that were set back do not turn the axis round
            if (places.Count == 0 || (time.Iteration > places[^1].Iteration && seconds >= places[^1].Seconds))
                places.Add((time.Iteration, seconds));
        }
        return new(row.StartedAt!.Value, [.. places.Select(p => p.Iteration)], [.. places.Select(p => p.Seconds)]);
    }
}
