using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.DeadLetters;

static class DeadLetterEndpoints
{
    const int MostTaken = 1000;

    public static void MapDeadLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").WithTags("Tracker");
        letters.MapGet("", ListAsync).WithSummary("Messages the tracker could not take, newest first")
            .Takes("skip", JsonSchemaType.Integer, "how many to leave out at the front")
            .Takes("take", JsonSchemaType.Integer, $"default 100, at most {MostTaken}")
            .Takes("settled", JsonSchemaType.Boolean, "true: also those that a replay stored; default false");
        letters.MapGet("/{id:long}", BytesAsync).WithSummary("The bytes of one of them");
        letters.MapPost("/{id:long}/replay", ReplayAsync).WithSummary("Tries again to take one of them, as it came");
    }

    static async Task<Ok<IReadOnlyList<DeadLetterInfo>>> ListAsync(QueryValues query, DeadLetterQueries letters, CancellationToken cancel) =>
        TypedResults.Ok(await letters.ListAsync(
            query.Int("skip") ?? 0, query.Int("take", 1, MostTaken) ?? 100, query.Bool("settled") ?? false, cancel));

    static async Task<Results<FileContentHttpResult, NotFound>> BytesAsync(long id, DeadLetterQueries letters, CancellationToken cancel) =>
        await letters.BytesAsync(id, cancel) is { } bytes
            ? TypedResults.Bytes(bytes, "application/octet-stream") : TypedResults.NotFound();

    static async Task<Results<Ok<DeadLetterReplayed>, NotFound>> ReplayAsync(long id, DeadLetterReplays replays, CancellationToken cancel) =>
        await replays.ReplayAsync(id, cancel) is { } replayed ? TypedResults.Ok(replayed) : TypedResults.NotFound();
}
