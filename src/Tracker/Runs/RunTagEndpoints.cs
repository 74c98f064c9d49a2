using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Runs;

static class RunTagEndpoints
{
    public static void MapRunTags(this RouteGroupBuilder runs)
    {
        runs.MapPost("/{run:guid}/tags", AddAsync).WithSummary("Puts tags on a run; answers with all it has");
        runs.MapDelete("/{run:guid}/tags", RemoveAsync).WithSummary("Takes tags off a run; answers with those it keeps")
            .Takes("tag", JsonSchemaType.String, "a tag; repeat it for several", many: true);
        runs.MapPatch("/{run:guid}", ChangeAsync).WithSummary("Puts a run away or brings it back, marks it audited or no longer");
    }

    static async Task<Results<Ok<IReadOnlyList<string>>, NotFound>> AddAsync(Guid run, TagsRequest request, RunTags tags, CancellationToken cancel) =>
        Found(await tags.AddAsync(run, request.Tags, cancel));

    static async Task<Results<Ok<IReadOnlyList<string>>, NotFound>> RemoveAsync(Guid run, QueryValues query, RunTags tags, CancellationToken cancel) =>
        Found(await tags.RemoveAsync(run, query.Texts("tag"), cancel));

    static async Task<Results<NoContent, NotFound>> ChangeAsync(Guid run, RunChange change, RunTags tags, CancellationToken cancel) =>
        await tags.ChangeAsync(run, change, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    static Results<Ok<IReadOnlyList<string>>, NotFound> Found(IReadOnlyList<string>? tags) =>
        tags is null ? TypedResults.NotFound() : TypedResults.Ok(tags);
}
