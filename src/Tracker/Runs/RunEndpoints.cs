using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Runs.Groups;

namespace Platform.Tracker.Runs;

static class RunEndpoints
{
    const int DefaultNames = 100;
    const int MostNames = 5000;

    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs").AddEndpointFilter(FilterException.Answer);
        runs.MapGet("/", ListAsync).WithSummary("The run table: filtered, sorted, one page of it").TakesList()
            .Takes("cursor", JsonSchemaType.String, "what the page before said in next");
        runs.MapGet("/groups", GroupsAsync).WithSummary("Runs in groups, with mean, sample deviation and count of every column; limit and skip count groups").TakesList()
            .Takes("by", JsonSchemaType.String, "fields and parameters: runs equal in all of them are a group")
            .Takes("but", JsonSchemaType.String, "instead of by: runs equal in everything else are a group; but=seed");
        runs.MapGet("/differences", DifferencesAsync).WithSummary("Fields and parameters that are not the same in all runs that match").TakesList();
        runs.MapGet("/filter/fields", FieldsAsync).WithSummary("What a filter may name")
            .Takes("search", JsonSchemaType.String, "part of the names")
            .Takes("limit", JsonSchemaType.Integer, $"of each kind; default {DefaultNames}, at most {MostNames}");
        runs.MapGet("/filter/check", CheckAsync).WithSummary("Whether a filter can be used, and where not")
            .Takes("filter", JsonSchemaType.String, "the filter");
        runs.MapGet("/filter/complete", CompleteAsync).WithSummary("How a filter may go on at a place in it, and what is wrong with it")
            .Takes("filter", JsonSchemaType.String, "the filter, finished or not")
            .Takes("at", JsonSchemaType.Integer, "the place, in letters from its start; default its end");
        runs.MapRunTags();
        runs.MapGet("/{run:guid}", GetAsync).WithSummary("One run: configuration, phases, metrics, checkpoints, journal; 410 where somebody deleted it")
            .Takes("metrics", JsonSchemaType.Boolean, "false leaves the metrics out; default true");
        runs.MapDelete("/{run:guid}", DeleteAsync).WithSummary("Deletes a run for good; refused while it is in progress or marked audited");
        runs.MapPost("/{run:guid}/restore", RestoreAsync).WithSummary("Lets a deleted run's entries be stored when they are delivered again; what was deleted does not come back by itself");
    }

    static RouteHandlerBuilder TakesList(this RouteHandlerBuilder endpoint) => endpoint
        .Takes("filter", JsonSchemaType.String, "in the filter language: method = \"dupl\" and best(miou/val/seg) > 60")
        .Takes("sort", JsonSchemaType.String, "fields, parameters and metrics, a minus for largest first: -best(miou/val/seg),name; default -started")
        .Takes("columns", JsonSchemaType.String, "values to answer with each run: param:optimizer.learningRate,last:loss/total")
        .Takes("limit", JsonSchemaType.Integer, $"default {RunTableQuery.DefaultTake}, at most {RunTableQuery.MostTaken}; take is the same")
        .Takes("skip", JsonSchemaType.Integer, "runs to leave out at the front")
        .Takes("archived", JsonSchemaType.Boolean, "whether archived runs are listed too; default false")
        .Takes("search", JsonSchemaType.String, "part of the name, method, backbone, dataset or experiment")
        .Takes("project", JsonSchemaType.String, "the project, exactly")
        .Takes("experiment", JsonSchemaType.String, "the experiment, exactly")
        .Takes("method", JsonSchemaType.String, "the method, exactly")
        .Takes("status", JsonSchemaType.String, "running, completed, failed or stopped")
        .Takes("descending", JsonSchemaType.Boolean, "true: terms of the sort without a minus come largest first, too");

    static async Task<Ok<RunPage>> ListAsync(QueryValues query, RunQueries runs, CancellationToken cancel) =>
        TypedResults.Ok(await runs.PageAsync(Request(query), cancel));

    static async Task<Ok<RunGroupPage>> GroupsAsync(QueryValues query, RunGroupQuery groups, CancellationToken cancel) =>
        TypedResults.Ok(await groups.PageAsync(new() { Runs = Request(query), By = query.Texts("by"), But = query.Texts("but") }, cancel));

    static async Task<Ok<RunDifferences>> DifferencesAsync(QueryValues query, RunDifferencesQuery differences, CancellationToken cancel) =>
        TypedResults.Ok(await differences.FindAsync(Request(query), cancel));

    static RunListRequest Request(QueryValues query) => new()
    {
        Filter = query.Text("filter"),
        Search = query.Text("search"),
        Project = query.Text("project"),
        Experiment = query.Text("experiment"),
        Method = query.Text("method"),
        Status = query.OneOf<RunStatus>("status"),
        Sort = query.Text("sort"),
        Descending = query.Bool("descending"),
        Columns = query.Texts("columns"),
        Archived = query.Bool("archived"),
        Skip = query.Int("skip"),
        Take = query.Int("limit", 1, RunTableQuery.MostTaken) ?? query.Int("take", 1, RunTableQuery.MostTaken),
        Cursor = query.Text("cursor"),
    };

    static async Task<Ok<FilterCompletion>> CompleteAsync(QueryValues query, FilterCompleter completer, CancellationToken cancel)
    {
        var filter = query.Text("filter") ?? "";
        return TypedResults.Ok(await completer.CompleteAsync(filter, query.Int("at") ?? filter.Length, cancel));
    }

    static async Task<Results<NoContent, NotFound, ProblemHttpResult>> DeleteAsync(Guid run, RunDeletion deletion, CancellationToken cancel) =>
        await deletion.DeleteAsync(run, cancel) switch
        {
            (_, { } refusal) => TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict, title: "Not deleted"),
            (true, _) => TypedResults.NoContent(),
            _ => TypedResults.NotFound(),
        };

    static async Task<Ok<FilterFields>> FieldsAsync(QueryValues query, FilterNames names, CancellationToken cancel) =>
        TypedResults.Ok(await names.FieldsAsync(query.Text("search"), query.Int("limit", 1, MostNames) ?? DefaultNames, cancel));

    static async Task<Ok<FilterCheck>> CheckAsync(QueryValues query, RunTableQuery runs, CancellationToken cancel) =>
        TypedResults.Ok(new FilterCheck(query.Text("filter") is { } filter ? await runs.CheckAsync(filter, cancel) : null));

    static async Task<Results<Ok<RunDetail>, NotFound, ProblemHttpResult>> GetAsync(
        Guid run, QueryValues query, RunQueries runs, RunDeletion deletion, CancellationToken cancel) =>
        await runs.DetailAsync(run, cancel, query.Bool("metrics") ?? true) is { } detail ? TypedResults.Ok(detail)
        : await deletion.DeletedAtAsync(run, cancel) is { } at ? TypedResults.Problem($"run {run} was deleted, and what is delivered of it is dropped; POST /api/runs/{run}/restore ends that",
            statusCode: StatusCodes.Status410Gone, title: "Deleted", extensions: [new("deletedAt", at)])
        : TypedResults.NotFound();

    static async Task<Results<NoContent, NotFound>> RestoreAsync(Guid run, RunDeletion deletion, CancellationToken cancel) =>
        await deletion.RestoreAsync(run, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();
}
