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
    // a comparison draws tens of runs; more than this is a mistake
    const int MostRuns = 500;

    public static void MapMetrics(this RouteGroupBuilder api)
    {
        TakesRange(api.MapGet("/runs/{run:guid}/series", OfRunAsync).WithTags("Metrics").WithSummary("Points of metrics, thinned out on request")
            .Produces<IReadOnlyList<MetricSeries>>(StatusCodes.Status200OK, "application/json", SeriesBinary.ContentType)
            .Produces(StatusCodes.Status404NotFound));
        TakesRange(api.MapGet("/series", OfRunsAsync).WithTags("Metrics").WithSummary("The same metrics of several runs, their buckets shared")
            .Produces<IReadOnlyList<RunSeries>>(StatusCodes.Status200OK, "application/json", SeriesBinary.ContentType)
            .Takes("run", JsonSchemaType.String, $"a run; repeat it for several, at most {MostRuns}", many: true));
        api.MapGet("/runs/{run:guid}/metrics", SummariesAsync).WithTags("Metrics").WithSummary("What is known of a run's metrics without their points")
            .Takes("name", JsonSchemaType.String, "a metric; repeat it for several; default all", many: true);
    }

    static async Task<Results<Ok<IReadOnlyList<MetricSummary>>, NotFound>> SummariesAsync(
        Guid run, QueryValues query, MetricQueries metrics, CancellationToken cancel) =>
        await metrics.SummariesAsync(run, query.Texts("name"), cancel) is { } found ? TypedResults.Ok(found) : TypedResults.NotFound();

    static void TakesRange(RouteHandlerBuilder endpoint) => endpoint
        .Takes("name", JsonSchemaType.String, "a metric; repeat it for several", many: true)
        .Takes("from", JsonSchemaType.Integer, "the first iteration")
        .Takes("to", JsonSchemaType.Integer, "the last iteration")
        .Takes("maxPoints", JsonSchemaType.Integer, $"at least {SeriesBuckets.FewestPoints}; default all");

    static async Task<IResult> OfRunAsync(Guid run, QueryValues query, MetricQueries metrics, HttpContext context, CancellationToken cancel)
    {
        var series = await ReadAsync([run], query, metrics, cancel);
        return series is null ? TypedResults.NotFound() : SeriesAnswer.Of(context, series, () => series.Select(s => s.Series).ToArray());
    }

    static async Task<IResult> OfRunsAsync(QueryValues query, MetricQueries metrics, HttpContext context, CancellationToken cancel)
    {
        var runs = query.Texts("run").Select(text => Guid.TryParse(text, out var run) ? run : throw new BadQueryException("run", text, "a run's id")).ToArray();
        if (runs.Length > MostRuns)
            throw new BadQueryException("run", $"{runs.Length} runs", $"at most {MostRuns}");
        var series = await ReadAsync(runs, query, metrics, cancel) ?? [];
        return SeriesAnswer.Of(context, series, () => series);
    }

    static Task<IReadOnlyList<RunSeries>?> ReadAsync(IReadOnlyList<Guid> runs, QueryValues query, MetricQueries metrics, CancellationToken cancel) =>
        metrics.SeriesAsync(runs, query.Texts("name"), query.Int("from", int.MinValue), query.Int("to", int.MinValue),
            query.Int("maxPoints", SeriesBuckets.FewestPoints), cancel);
}
