using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Journal;

static class JournalEndpoints
{
    const int DefaultTake = 1000;
    const int MostTaken = 10_000;

    public static void MapJournal(this RouteGroupBuilder api)
    {
        var run = api.MapGroup("/runs/{run:guid}").WithTags("Journal");
        run.MapGet("/journal", LinesAsync).WithSummary("The journal's lines, byte for byte")
            .Produces(StatusCodes.Status200OK, contentType: JournalLines.ContentType).Produces(StatusCodes.Status404NotFound)
            .Takes("after", JsonSchemaType.Integer, "the last sequence already known")
            .Takes("take", JsonSchemaType.Integer, $"default {DefaultTake}, at most {MostTaken}");
        run.MapGet("/journal/state", StateAsync).WithSummary("How whole the stored journal is");
        run.MapGet("/conflicts", ConflictsAsync).WithSummary("Entries kept apart because a stored one has their sequence");

        var whole = api.MapGroup("").WithTags("Tracker");
        whole.MapGet("/status", StatusAsync).WithSummary("What the tracker as a whole holds");
    }

    static async Task<IResult> LinesAsync(Guid run, QueryValues query, JournalQueries journal, CancellationToken cancel)
    {
        var lines = await journal.LinesAsync(run, query.Long("after") ?? 0, query.Int("take", 1, MostTaken) ?? DefaultTake, cancel);
        return lines is null ? TypedResults.NotFound() : new JournalLines(lines);
    }

    static async Task<Results<Ok<JournalState>, NotFound>> StateAsync(Guid run, JournalQueries journal, CancellationToken cancel) =>
        await journal.StateAsync(run, cancel) is { } state ? TypedResults.Ok(state) : TypedResults.NotFound();

    static async Task<Results<Ok<IReadOnlyList<ConflictInfo>>, NotFound>> ConflictsAsync(
        Guid run, JournalQueries journal, CancellationToken cancel) =>
        await journal.ConflictsAsync(run, cancel) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    static async Task<Ok<TrackerStatus>> StatusAsync(JournalQueries journal, CancellationToken cancel) =>
        TypedResults.Ok(await journal.StatusAsync(cancel));
}
