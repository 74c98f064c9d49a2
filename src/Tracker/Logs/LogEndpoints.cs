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
            .Takes("before", JsonSchemaType.Integer, "only lines of a lower number: then the last of them, not the first")
            .Takes("search", JsonSchemaType.String, "only lines that contain this, whatever its case")
            .Takes("stream", JsonSchemaType.String, "out or err")
            .Takes("take", JsonSchemaType.Integer, $"default {DefaultTake}, at most {MostTaken}");

    static async Task<Results<Ok<List<LogLine>>, NotFound>> ListAsync(
        Guid run, QueryValues query, IDbContextFactory<TrackerDb> databases, CancellationToken cancel)
    {
        var after = query.Long("after") ?? 0;
        var take = query.Int("take", 1, MostTaken) ?? DefaultTake;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return TypedResults.NotFound();
        var lines = Matching(db.ConsoleLines.AsNoTracking().Where(l => l.RunId == run && l.Number > after), query);
        lines = query.Long("before") is { } before ? lines.Where(l => l.Number < before).OrderByDescending(l => l.Number) : lines.OrderBy(l => l.Number);
        var found = await lines.Take(take).Select(l => new LogLine(l.Number, l.WrittenAt, l.Stream, l.Text)).ToListAsync(cancel);
        return TypedResults.Ok(found.OrderBy(l => l.Number).ToList());
    }

    static IQueryable<ConsoleLine> Matching(IQueryable<ConsoleLine> lines, QueryValues query)
    {
        if (query.OneOf("stream", ["out", "err"]) is { } stream)
            lines = lines.Where(l => l.Stream == stream);
#pragma warning disable CA1304, CA1311, CA1862 // becomes SQL, which knows no cultures and no comparisons
        if (query.Text("search")?.ToLowerInvariant() is { } words)
            lines = lines.Where(l => l.Text.ToLower().Contains(words));
#pragma warning restore CA1304, CA1311, CA1862
        return lines;
    }
}
