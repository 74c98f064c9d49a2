using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;

namespace Platform.Tracker.Metrics;

static class MetricEndpoints
{
    public static void MapMetrics(this RouteGroupBuilder api) =>
        api.MapGet("/runs/{run:guid}/series", SeriesAsync).WithTags("Metrics").WithSummary("Points of metrics, thinned out on request")
            .Takes("name", JsonSchemaType.String, "a metric; repeat it for several", many: true)
            .Takes("from", JsonSchemaType.Integer, "the first iteration")
            .Takes("to", JsonSchemaType.Integer, "the last iteration")
            .Takes("maxPoints", JsonSchemaType.Integer, $"at least {SeriesBuckets.FewestPoints}; default all");

    static async Task<Results<Ok<IReadOnlyList<MetricSeries>>, NotFound>> SeriesAsync(
        Guid run, QueryValues query, MetricQueries metrics, CancellationToken cancel)
    {
        var series = await metrics.SeriesAsync(run, query.Texts("name"), query.Int("from", int.MinValue), query.Int("to", int.MinValue),
            query.Int("maxPoints", SeriesBuckets.FewestPoints), cancel);
        return series is null ? TypedResults.NotFound() : TypedResults.Ok(series);
    }
}
