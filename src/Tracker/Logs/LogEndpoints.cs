using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Logs;

static class LogEndpoints
{
    const int DefaultTake = 1000;
    const int MostTaken = 10_000;

    public static void MapLogs(this RouteGroupBuilder api) =>
        api.MapGet("/runs/{run:guid}/log", ListAsync).WithTags("Logs").WithSummary("What the run wrote to its console")
            .Takes("after", JsonSchemaType.Integer, "the last line number already known")
            .Takes("take", JsonSchemaType.Integer, $"default {DefaultTake}, at most {MostTaken}");

    static async Task<Results<Ok<List<LogLine>>, NotFound>> ListAsync(
        Guid run, QueryValues query, IDbContextFactory<TrackerDb> databases, CancellationToken cancel)
    {
        var after = query.Long("after") ?? 0;
        var take = query.Int("take", 1, MostTaken) ?? DefaultTake;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return TypedResults.NotFound();
        return TypedResults.Ok(await db.ConsoleLines.AsNoTracking().Where(l => l.RunId == run && l.Number > after)
            .OrderBy(l => l.Number).Take(take).Select(l => new LogLine(l.Number, l.WrittenAt, l.Stream, l.Text)).ToListAsync(cancel));
    }
}
