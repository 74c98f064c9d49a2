namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>A run without its metrics, of which there may be thousands; <see cref="RunDetail.MetricCount"/> says how many.</summary>
    public Task<RunDetail?> RunWithoutMetricsAsync(Guid run, CancellationToken cancel = default) =>
        FindAsync<RunDetail>($"api/runs/{run}" + Query(("metrics", "false")), cancel);

    /// <summary>What is known of the run's metrics, or of those named, in order of name.</summary>
    public async Task<IReadOnlyList<MetricSummary>> MetricsAsync(Guid run, IReadOnlyCollection<string>? names = null, CancellationToken cancel = default) =>
        await FindAsync<MetricSummary[]>($"api/runs/{run}/metrics" + Query([.. (names ?? []).Select(n => ("name", (string?)n))]), cancel) ?? [];

    /// <summary>When the run was at which iteration; null where it is unknown.</summary>
    public Task<RunTimes?> RunTimesAsync(Guid run, CancellationToken cancel = default) => FindAsync<RunTimes>($"api/runs/{run}/times", cancel);

    /// <summary>Evaluations whose id is above the given one, in order.</summary>
    public async Task<IReadOnlyList<EvaluationResult>> EvaluationsAfterAsync(Guid run, long after, CancellationToken cancel = default) =>
        await FindAsync<EvaluationResult[]>($"api/runs/{run}/evaluations" + Query(("after", Text<long>(after))), cancel) ?? [];

    /// <summary>As <see cref="EvaluationsAfterAsync(Guid, long, CancellationToken)"/>, at most <paramref name="take"/> of them.</summary>
    public async Task<IReadOnlyList<EvaluationResult>> EvaluationsAfterAsync(Guid run, long after, int take, CancellationToken cancel = default) =>
        await FindAsync<EvaluationResult[]>($"api/runs/{run}/evaluations" + Query(("after", Text<long>(after)), ("take", Text<int>(take))), cancel) ?? [];

    /// <summary>Pictures whose id is above the given one, in order.</summary>
    public async Task<IReadOnlyList<PreviewInfo>> PreviewsAfterAsync(Guid run, long after, CancellationToken cancel = default) =>
        await FindAsync<PreviewInfo[]>($"api/runs/{run}/previews" + Query(("after", Text<long>(after))), cancel) ?? [];

    public async Task<IReadOnlyList<LogLine>> LogAsync(Guid run, LogRequest request, CancellationToken cancel = default) =>
        await FindAsync<LogLine[]>($"api/runs/{run}/log" + Query(("after", Text<long>(request.After)), ("before", Text(request.Before)),
            ("search", request.Search), ("stream", request.Stream), ("take", Text<int>(request.Take))), cancel) ?? [];
}
