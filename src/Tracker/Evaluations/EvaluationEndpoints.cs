using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Evaluations;

static class EvaluationEndpoints
{
    public static void MapEvaluations(this RouteGroupBuilder api)
    {
        var evaluations = api.MapGroup("/runs/{run:guid}/evaluations").WithTags("Evaluations");
        evaluations.MapGet("/", ListAsync).WithSummary("The run's evaluations, recomputed from their confusion matrices")
            .Takes("after", JsonSchemaType.Integer, "the last id already known")
            .Takes("take", JsonSchemaType.Integer, "at most so many; default all");
        evaluations.MapGet("/{evaluation:long}/confusion", ConfusionAsync).WithSummary("The pixel counts of one evaluation");
    }

    static async Task<Results<Ok<IReadOnlyList<EvaluationResult>>, NotFound>> ListAsync(
        Guid run, QueryValues query, EvaluationQueries evaluations, CancellationToken cancel) =>
        await evaluations.OfAsync(run, cancel, query.Long("after") ?? 0, query.Int("take", 1) ?? int.MaxValue) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    static async Task<Results<Ok<ConfusionCounts>, NotFound>> ConfusionAsync(
        Guid run, long evaluation, EvaluationQueries evaluations, CancellationToken cancel) =>
        await evaluations.ConfusionAsync(run, evaluation, cancel) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();
}
