using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Ablations;
using Platform.Tracker.Http;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Backbones;

static class BackboneEndpoints
{
    public static void MapBackbones(this RouteGroupBuilder api) =>
        api.MapGroup("/backbones").WithTags("Backbones").AddEndpointFilter(FilterException.Answer)
            .MapGet("/", TableAsync).WithSummary("Methods by backbones at one schedule, with what they cost")
            .TakesScope("what was scored: cam, seg …; default seg")
            .Takes("schedule", JsonSchemaType.String, "the id of one of the answer's schedules; default the one most cells have")
            .Takes("variants", JsonSchemaType.Boolean, "whether each combination of a method's switches has a row; default false: the one with the most on");

    static async Task<Ok<BackboneTable>> TableAsync(QueryValues query, BackboneQueries backbones, CancellationToken cancel) =>
        TypedResults.Ok(await backbones.TableAsync(
            AblationEndpoints.Scope<BackboneRequest>(query) with { Schedule = query.Text("schedule"), Variants = query.Bool("variants") ?? false }, cancel));
}
