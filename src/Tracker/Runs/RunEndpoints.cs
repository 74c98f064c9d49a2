using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Runs;

static class RunEndpoints
{
    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("/", ListAsync).WithSummary("The run table: filtered, sorted, one page of it")
            .Takes("search", JsonSchemaType.String, "part of the name, method, backbone, dataset or experiment")
            .Takes("project", JsonSchemaType.String, "the project, exactly")
            .Takes("experiment", JsonSchemaType.String, "the experiment, exactly")
            .Takes("method", JsonSchemaType.String, "the method, exactly")
            .Takes("status", JsonSchemaType.String, "running, completed, failed or stopped")
            .Takes("sort", JsonSchemaType.String, string.Join(", ", RunListRequest.SortKeys))
            .Takes("descending", JsonSchemaType.Boolean, "default true")
            .Takes("skip", JsonSchemaType.Integer, "runs to leave out at the front")
            .Takes("take", JsonSchemaType.Integer, $"default {RunQueries.DefaultTake}, at most {RunQueries.MostTaken}");
        runs.MapGet("/{run:guid}", GetAsync).WithSummary("One run: configuration, phases, metrics, checkpoints, journal");
    }

    static async Task<Ok<RunPage>> ListAsync(QueryValues query, RunQueries runs, CancellationToken cancel) =>
        TypedResults.Ok(await runs.PageAsync(new()
        {
            Search = query.Text("search"),
            Project = query.Text("project"),
            Experiment = query.Text("experiment"),
            Method = query.Text("method"),
            Status = query.OneOf<RunStatus>("status"),
            Sort = query.OneOf("sort", RunListRequest.SortKeys),
            Descending = query.Bool("descending"),
            Skip = query.Int("skip"),
            Take = query.Int("take", 1, RunQueries.MostTaken),
        }, cancel));

    static async Task<Results<Ok<RunDetail>, NotFound>> GetAsync(Guid run, RunQueries runs, CancellationToken cancel) =>
        await runs.DetailAsync(run, cancel) is { } detail ? TypedResults.Ok(detail) : TypedResults.NotFound();
}
