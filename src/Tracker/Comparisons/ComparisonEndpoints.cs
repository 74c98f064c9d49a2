using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Metrics;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Comparisons;

static class ComparisonEndpoints
{
    public static void MapComparison(this RouteGroupBuilder api)
    {
        var comparison = api.MapGroup("/comparison").WithTags("Comparison").AddEndpointFilter(FilterException.Answer);
        comparison.MapGet("/", CompareAsync).WithSummary("What runs or groups of runs have in common, and what not")
            .Takes("run", JsonSchemaType.String, $"a run; repeat it for several, at most {RunComparison.MostRuns}", many: true)
            .Takes("filter", JsonSchemaType.String, "instead of runs: those a filter finds")
            .Takes("by", JsonSchemaType.String, $"{RunComparison.AllButSeed}, or parameters whose values make a group: method,optimizer.learningRate")
            .Takes("all", JsonSchemaType.Boolean, "whether settings that are the same everywhere are answered too; default false");
        TakesGroups(comparison.MapGet("/series", SeriesAsync).WithSummary("One metric of groups of runs on a common axis: a mean and a band, or one run's points")
            .Produces(StatusCodes.Status200OK, contentType: ComparedSeriesBinary.ContentType)
            .Takes("name", JsonSchemaType.String, "the metric")
            .Takes("axis", JsonSchemaType.String, "what x is: " + string.Join(", ", Enum.GetNames<ComparisonAxis>()))
            .Takes("phase", JsonSchemaType.String, "with axis=phase: its first iteration is 0")
            .Takes("band", JsonSchemaType.String, "deviation (mean ± sample standard deviation) or range")
            .Takes("from", JsonSchemaType.Number, "where x begins")
            .Takes("to", JsonSchemaType.Number, "where x ends")
            .Takes("maxPoints", JsonSchemaType.Integer, $"a curve; at most {SeriesComparisonRequest.MostPoints}"));
        TakesGroups(comparison.MapGet("/values", ValuesAsync).WithSummary("A number a run of metrics, over groups and against a baseline")
            .Takes("name", JsonSchemaType.String, "a metric; repeat it for several", many: true)
            .Takes("statistic", JsonSchemaType.String, "best (each run's own) or last; default best")
            .Takes("baseline", JsonSchemaType.Integer, "the place among the groups of the one to compare with; default 0"));
        TakesGroups(comparison.MapGet("/classes", ClassesAsync).WithSummary("Per-class IoU over groups and against a baseline, the largest differences first")
            .Takes("split", JsonSchemaType.String, "default val")
            .Takes("output", JsonSchemaType.String, "cam, seg, … ; default seg")
            .Takes("network", JsonSchemaType.String, "default student")
            .Takes("statistic", JsonSchemaType.String, "best (each run's evaluation of the highest mean IoU) or last; default best")
            .Takes("iteration", JsonSchemaType.Integer, "each run's last evaluation at or before it, in place of the statistic")
            .Takes("baseline", JsonSchemaType.Integer, "the place among the groups of the one to compare with; default 0"));
        comparison.MapGet("/previews", PreviewsAsync).WithSummary("One image at one iteration over runs, or at the nearest that a run has")
            .Takes("run", JsonSchemaType.String, "a run; repeat it for several", many: true)
            .Takes("image", JsonSchemaType.String, "default the first")
            .Takes("iteration", JsonSchemaType.Integer, "default the last");
    }

    static void TakesGroups(RouteHandlerBuilder endpoint) =>
        endpoint.Takes("group", JsonSchemaType.String, "the ids of a group's runs, separated by commas; repeat it for several groups", many: true);

    static async Task<Ok<RunComparison>> CompareAsync(QueryValues query, ComparisonQueries comparison, CancellationToken cancel) =>
        TypedResults.Ok(await comparison.CompareAsync(Runs(query), query.Text("filter"), query.Text("by"), query.Bool("all") ?? false, cancel));

    static async Task<Ok<ComparedValues>> ValuesAsync(QueryValues query, ValueComparison values, CancellationToken cancel) => TypedResults.Ok(
        await values.CompareAsync(Groups(query), query.Texts("name"), query.OneOf<RunStatistic>("statistic") ?? default, query.Int("baseline") ?? 0, cancel));

    static async Task<Ok<ComparedClasses>> ClassesAsync(QueryValues query, ClassComparisons classes, CancellationToken cancel) =>
        TypedResults.Ok(await classes.CompareAsync(new()
        {
            Groups = Groups(query),
            Baseline = query.Int("baseline") ?? 0,
            Split = query.Text("split") ?? "val",
            Output = query.Text("output") ?? "seg",
            Network = query.Text("network") ?? "student",
            Statistic = query.OneOf<RunStatistic>("statistic") ?? default,
            Iteration = query.Int("iteration"),
        }, cancel));

    static async Task<Ok<ComparedPreviews>> PreviewsAsync(QueryValues query, PreviewComparison previews, CancellationToken cancel) =>
        TypedResults.Ok(await previews.CompareAsync(Runs(query), query.Text("image"), query.Int("iteration"), cancel));

    static async Task<FileContentHttpResult> SeriesAsync(QueryValues query, SeriesComparison series, CancellationToken cancel) =>
        TypedResults.Bytes(ComparedSeriesBinary.Write(await series.CompareAsync(new()
        {
            Groups = Groups(query),
            Metric = query.Text("name") ?? throw new BadQueryException("name", "", "a metric"),
            Axis = query.OneOf<ComparisonAxis>("axis") ?? default,
            Phase = query.Text("phase"),
            Band = query.OneOf<ComparisonBand>("band") ?? default,
            From = query.Number("from"),
            To = query.Number("to"),
            MaxPoints = query.Int("maxPoints", SeriesBuckets.FewestPoints, SeriesComparisonRequest.MostPoints),
        }, cancel)), ComparedSeriesBinary.ContentType);

    static Guid[] Runs(QueryValues query)
    {
        var runs = query.Texts("run").SelectMany(Ids).Distinct().ToArray();
        return runs.Length <= RunComparison.MostRuns ? runs : throw new BadQueryException("run", $"{runs.Length} runs", $"at most {RunComparison.MostRuns}");
    }

    static IReadOnlyList<IReadOnlyList<Guid>> Groups(QueryValues query)
    {
        Guid[][] groups = [.. query.Texts("group").Select(g => Ids(g).Distinct().ToArray())];
        if (groups.Length > RunComparison.MostGroups || groups.Sum(g => g.Length) > RunComparison.MostRuns)
            throw new BadQueryException("group", $"{groups.Length} groups of {groups.Sum(g => g.Length)} runs",
                $"at most {RunComparison.MostGroups} groups of {RunComparison.MostRuns} runs altogether");
        return groups;
    }

    static IEnumerable<Guid> Ids(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => Guid.TryParse(part, out var id) ? id : throw new BadQueryException("run", part, "a run's id"));
}
