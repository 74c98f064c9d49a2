using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Previews;

static class PreviewEndpoints
{
    public static void MapPreviews(this RouteGroupBuilder api)
    {
        var previews = api.MapGroup("/runs/{run:guid}/previews").WithTags("Previews");
        previews.MapGet("/", ListAsync).WithSummary("The run's pictures, without their bytes")
            .Takes("after", JsonSchemaType.Integer, "the last id already known");
        previews.MapGet("/{preview:long}", PngAsync).WithSummary("One picture").Produces(StatusCodes.Status200OK, contentType: "image/png");
    }

    static async Task<Results<Ok<IReadOnlyList<PreviewInfo>>, NotFound>> ListAsync(
        Guid run, QueryValues query, PreviewQueries previews, CancellationToken cancel) =>
        await previews.OfAsync(run, cancel, query.Long("after") ?? 0) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    static async Task<Results<FileContentHttpResult, NotFound>> PngAsync(
        Guid run, long preview, PreviewQueries previews, HttpResponse response, CancellationToken cancel)
    {
        if (await previews.PngAsync(run, preview, cancel) is not { } png)
            return TypedResults.NotFound();
        // An id names one place in the journal, which never changes.
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(png, "image/png");
    }
}
