namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>The head of a comparison of runs, or of those a filter finds; at most <see cref="RunComparison.MostRuns"/>.</summary>
    /// <exception cref="BadFilterException">The filter or the grouping cannot be understood.</exception>
    public Task<RunComparison> CompareAsync(
        IReadOnlyCollection<Guid> runs, string? filter = null, string? by = null, bool all = false, CancellationToken cancel = default) =>
        AskAsync<RunComparison>("api/comparison" + Query(("run", runs.Count == 0 ? null : Ids(runs)), ("filter", filter), ("by", by),
            ("all", all ? "true" : null)), cancel);

    /// <summary>One metric of groups of runs: a series a group, in their order.</summary>
    public async Task<IReadOnlyList<ComparedSeries>> CompareSeriesAsync(SeriesComparisonRequest request, CancellationToken cancel = default) =>
        ComparedSeriesBinary.Read(await http.GetByteArrayAsync("api/comparison/series" + Query([.. Groups(request.Groups),
            ("name", request.Metric), ("axis", request.Axis.ToString()), ("phase", request.Phase), ("band", request.Band.ToString()),
            ("from", Text(request.From)), ("to", Text(request.To)), ("maxPoints", Text(request.MaxPoints))]), cancel));

    /// <summary>A number a run of the metrics, over groups, against the group at <paramref name="baseline"/>.</summary>
    public Task<ComparedValues> CompareValuesAsync(
        IReadOnlyList<IReadOnlyList<Guid>> groups, IReadOnlyList<string> metrics, RunStatistic statistic, int baseline, CancellationToken cancel = default) =>
        GetComparisonAsync<ComparedValues>("values", cancel, [.. Groups(groups), .. metrics.Select(m => ("name", (string?)m)),
            ("statistic", statistic.ToString()), ("baseline", Text<int>(baseline))]);

    public Task<ComparedClasses> CompareClassesAsync(ClassComparisonRequest request, CancellationToken cancel = default) =>
        GetComparisonAsync<ComparedClasses>("classes", cancel, [.. Groups(request.Groups), ("split", request.Split), ("output", request.Output),
            ("network", request.Network), ("statistic", request.Statistic.ToString()), ("iteration", Text(request.Iteration)), ("baseline", Text<int>(request.Baseline))]);

    /// <summary>The pictures of one image over runs, at an iteration or each run's nearest.</summary>
    public Task<ComparedPreviews> ComparePreviewsAsync(
        IReadOnlyCollection<Guid> runs, string? image = null, int? iteration = null, CancellationToken cancel = default) =>
        GetComparisonAsync<ComparedPreviews>("previews", cancel, ("run", Ids(runs)), ("image", image), ("iteration", Text(iteration)));

    Task<T> GetComparisonAsync<T>(string what, CancellationToken cancel, params (string, string?)[] query) =>
        AskAsync<T>($"api/comparison/{what}{Query(query)}", cancel);

    static IEnumerable<(string, string?)> Groups(IEnumerable<IReadOnlyList<Guid>> groups) => groups.Select(g => ("group", (string?)Ids(g)));

    // without dashes: 200 of them must fit an address
    static string Ids(IEnumerable<Guid> runs) => string.Join(',', runs.Select(r => r.ToString("n")));
}
