using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Tracker.Http;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Ablations;

static class AblationEndpoints
{
    public static void MapAblations(this RouteGroupBuilder api)
    {
        var ablations = api.MapGroup("/ablations").WithTags("Ablations").AddEndpointFilter(FilterException.Answer);
        ablations.MapGet("/", TableAsync).WithSummary("The ladder that runs make by their switches, over their seeds")
            .TakesScope("what class effects are of: cam, seg …; default seg")
            .Takes("settings", JsonSchemaType.String, "the id of one of the answer's settings; default those with the most combinations of switches");
        ablations.MapGet("/scopes", ScopesAsync).WithSummary("Experiments and sweeps in which switches vary");
    }

    /// <summary>What every table of scores is asked for.</summary>
    public static RouteHandlerBuilder TakesScope(this RouteHandlerBuilder endpoint, string output) => endpoint
        .Takes("filter", JsonSchemaType.String, "in the filter language: sweep = \"dupl-shapes-ladder\"")
        .Takes("project", JsonSchemaType.String, "the project, exactly")
        .Takes("experiment", JsonSchemaType.String, "the experiment, exactly")
        .Takes("split", JsonSchemaType.String, "what was evaluated on; default val")
        .Takes("output", JsonSchemaType.String, output)
        .Takes("network", JsonSchemaType.String, "student, student-1, teacher …; default the better one where a run has two")
        .Takes("selection", JsonSchemaType.String, "last or best evaluation of a run; default last");

    /// <summary>What the query says of <see cref="TakesScope"/>.</summary>
    public static T Scope<T>(QueryValues query) where T : ScoreRequest, new() => new()
    {
        Filter = query.Text("filter"),
        Project = query.Text("project"),
        Experiment = query.Text("experiment"),
        Split = query.Text("split") ?? ScoreRequest.DefaultSplit,
        Output = query.Text("output"),
        Network = query.Text("network"),
        Selection = query.OneOf<ScoreSelection>("selection") ?? ScoreSelection.Last,
    };

    static async Task<Ok<AblationTable>> TableAsync(QueryValues query, AblationQueries ablations, CancellationToken cancel) =>
        TypedResults.Ok(await ablations.TableAsync(Scope<AblationRequest>(query) with { Settings = query.Text("settings") }, cancel));

    static async Task<Ok<IReadOnlyList<AblationScope>>> ScopesAsync(AblationQueries ablations, CancellationToken cancel) =>
        TypedResults.Ok(await ablations.ScopesAsync(cancel));
}
