using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

/// <summary>The tracker's HTTP API, typed. Methods on one run return null (or nothing) where the run is unknown.</summary>
public sealed class TrackerClient(HttpClient http)
{
    public async Task<RunPage> RunsAsync(RunListRequest request, CancellationToken cancel = default) =>
        await http.GetFromJsonAsync<RunPage>("api/runs" + Query(
            ("search", request.Search), ("project", request.Project), ("experiment", request.Experiment), ("method", request.Method),
            ("status", request.Status?.ToString()), ("sort", request.Sort), ("descending", Text(request.Descending)),
            ("skip", Text(request.Skip)), ("take", Text(request.Take))), JournalJson.Options, cancel)
        ?? throw new InvalidDataException("api/runs answered null");

    public Task<RunDetail?> RunAsync(Guid run, CancellationToken cancel = default) => FindAsync<RunDetail>($"api/runs/{run}", cancel);

    /// <summary>Series of the named metrics from iteration <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    public async Task<IReadOnlyList<MetricSeries>> SeriesAsync(
        Guid run, IReadOnlyCollection<string> names, int? from = null, int? to = null, int? maxPoints = null, CancellationToken cancel = default) =>
        await FindAsync<MetricSeries[]>($"api/runs/{run}/series" + Query(
            [.. names.Select(n => ("name", (string?)n)), ("from", Text(from)), ("to", Text(to)), ("maxPoints", Text(maxPoints))]), cancel) ?? [];

    public async Task<IReadOnlyList<EvaluationResult>> EvaluationsAsync(Guid run, CancellationToken cancel = default) =>
        await FindAsync<EvaluationResult[]>($"api/runs/{run}/evaluations", cancel) ?? [];

    public Task<ConfusionCounts?> ConfusionAsync(Guid run, long evaluation, CancellationToken cancel = default) =>
        FindAsync<ConfusionCounts>($"api/runs/{run}/evaluations/{evaluation}/confusion", cancel);

    public async Task<IReadOnlyList<PreviewInfo>> PreviewsAsync(Guid run, CancellationToken cancel = default) =>
        await FindAsync<PreviewInfo[]>($"api/runs/{run}/previews", cancel) ?? [];

    public Task<byte[]?> PreviewPngAsync(Guid run, long preview, CancellationToken cancel = default) =>
        FindBytesAsync($"api/runs/{run}/previews/{preview}", cancel);

    public Task<JournalState?> JournalStateAsync(Guid run, CancellationToken cancel = default) =>
        FindAsync<JournalState>($"api/runs/{run}/journal/state", cancel);

    /// <summary>Raw lines after the given sequence, byte for byte, in order, at most <paramref name="take"/>.</summary>
    public async Task<IReadOnlyList<byte[]>> JournalAsync(Guid run, long after = 0, int take = 1000, CancellationToken cancel = default)
    {
        using var response = await http.GetAsync($"api/runs/{run}/journal" + Query(("after", Text<long>(after)), ("take", Text<int>(take))), cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return [];
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsByteArrayAsync(cancel);
        var lines = new List<byte[]>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
                length = text.Length - start;
            lines.Add(text.AsSpan(start, length).ToArray());
            start += length + 1;
        }
        return lines;
    }

    /// <summary>Entries kept apart because a stored one has their sequence.</summary>
    public async Task<IReadOnlyList<ConflictInfo>> ConflictsAsync(Guid run, CancellationToken cancel = default) =>
        await FindAsync<ConflictInfo[]>($"api/runs/{run}/conflicts", cancel) ?? [];

    public async Task<IReadOnlyList<PhaseSpan>> PhasesAsync(Guid run, CancellationToken cancel = default) =>
        await FindAsync<PhaseSpan[]>($"api/runs/{run}/phases", cancel) ?? [];

    public async Task<IReadOnlyList<SavedCheckpoint>> CheckpointsAsync(Guid run, CancellationToken cancel = default) =>
        await FindAsync<SavedCheckpoint[]>($"api/runs/{run}/checkpoints", cancel) ?? [];

    /// <summary>Console lines after the given number, in order, at most <paramref name="take"/>.</summary>
    public async Task<IReadOnlyList<LogLine>> LogAsync(Guid run, long after = 0, int take = 1000, CancellationToken cancel = default) =>
        await FindAsync<LogLine[]>($"api/runs/{run}/log" + Query(("after", Text<long>(after)), ("take", Text<int>(take))), cancel) ?? [];

    /// <summary>Messages the tracker could not take, newest first.</summary>
    public async Task<IReadOnlyList<DeadLetterInfo>> DeadLettersAsync(int skip = 0, int take = 100, CancellationToken cancel = default) =>
        await FindAsync<DeadLetterInfo[]>("api/dead-letters" + Query(("skip", Text<int>(skip)), ("take", Text<int>(take))), cancel) ?? [];

    /// <summary>The bytes of a message the tracker could not take; null where there is none of this id.</summary>
    public Task<byte[]?> DeadLetterBytesAsync(long id, CancellationToken cancel = default) => FindBytesAsync($"api/dead-letters/{id}", cancel);

    /// <summary>Has the tracker try again to take a message; null where there is none of this id.</summary>
    public async Task<DeadLetterReplayed?> ReplayDeadLetterAsync(long id, CancellationToken cancel = default)
    {
        using var response = await http.PostAsync($"api/dead-letters/{id}/replay", null, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<DeadLetterReplayed>(JournalJson.Options, cancel);
    }

    public async Task<TrackerStatus> StatusAsync(CancellationToken cancel = default) =>
        await http.GetFromJsonAsync<TrackerStatus>("api/status", JournalJson.Options, cancel)
        ?? throw new InvalidDataException("api/status answered null");

    async Task<T?> FindAsync<T>(string path, CancellationToken cancel) where T : class
    {
        using var response = await http.GetAsync(path, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(JournalJson.Options, cancel);
    }

    async Task<byte[]?> FindBytesAsync(string path, CancellationToken cancel)
    {
        using var response = await http.GetAsync(path, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancel);
    }

    static string? Text<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);

    static string? Text(bool? value) => value is { } v ? (v ? "true" : "false") : null;

    static string Query(params (string Key, string? Value)[] pairs)
    {
        var given = pairs.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}").ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given);
    }
}
