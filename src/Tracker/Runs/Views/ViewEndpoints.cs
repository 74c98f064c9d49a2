using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Runs.Views;

static class ViewEndpoints
{
    public static void MapViews(this RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Views");
        views.MapGet("/", ListAsync).WithSummary("The views people saved of a page, by name").Takes("page", JsonSchemaType.String, "runs");
        views.MapPost("/", SaveAsync).WithSummary("Saves a view, over the one of the same page and name");
        views.MapPatch("/{view:long}", RenameAsync).WithSummary("Gives a view another name");
        views.MapDelete("/{view:long}", DeleteAsync).WithSummary("Forgets a view");
    }

    static async Task<Ok<IReadOnlyList<SavedView>>> ListAsync(QueryValues query, ViewQueries views, CancellationToken cancel) =>
        TypedResults.Ok(await views.ListAsync(query.Text("page") ?? "runs", cancel));

    static async Task<Ok<SavedView>> SaveAsync(NewView view, ViewQueries views, CancellationToken cancel) => TypedResults.Ok(await views.SaveAsync(view, cancel));

    static async Task<Results<NoContent, ProblemHttpResult>> RenameAsync(long view, ViewName to, ViewQueries views, CancellationToken cancel) =>
        await views.RenameAsync(view, to.Name, cancel) is { } problem
            ? TypedResults.Problem(problem, statusCode: StatusCodes.Status409Conflict, title: "Not renamed") : TypedResults.NoContent();

    static async Task<Results<NoContent, NotFound>> DeleteAsync(long view, ViewQueries views, CancellationToken cancel) =>
        await views.DeleteAsync(view, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();
}
