using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

/// <summary>The tracker's HTTP API, typed. Methods on one run return null (or nothing) where the run is unknown.</summary>
public sealed partial class TrackerClient(HttpClient http)
{
    /// <exception cref="BadFilterException">The filter, the sort or a column cannot be understood.</exception>
    public Task<RunPage> RunsAsync(RunListRequest request, CancellationToken cancel = default) =>
        AskAsync<RunPage>("api/runs" + Query([.. Of(request), ("cursor", request.Cursor)]), cancel);

    /// <summary>Names a filter may use that contain the given part, at most <paramref name="limit"/> of each kind.</summary>
    public Task<FilterFields> FilterFieldsAsync(string? search = null, int? limit = null, CancellationToken cancel = default) =>
        AskAsync<FilterFields>("api/runs/filter/fields" + Query(("search", search), ("limit", Text(limit))), cancel);

    /// <summary>What is wrong with a filter; null when nothing is.</summary>
    public async Task<FilterError?> CheckFilterAsync(string filter, CancellationToken cancel = default) =>
        (await AskAsync<FilterCheck>("api/runs/filter/check" + Query(("filter", filter)), cancel)).Error;

    /// <returns>The run's tags afterwards; null where the run is unknown.</returns>
    public async Task<IReadOnlyList<string>?> AddTagsAsync(Guid run, IReadOnlyList<string> tags, CancellationToken cancel = default)
    {
        using var response = await http.PostAsJsonAsync($"api/runs/{run}/tags", new TagsRequest(tags), JournalJson.Options, cancel);
        return await ReadAsync<string[]>(response, cancel);
    }

    /// <returns>The run's tags afterwards; null where the run is unknown.</returns>
    public async Task<IReadOnlyList<string>?> RemoveTagsAsync(Guid run, IReadOnlyList<string> tags, CancellationToken cancel = default)
    {
        using var response = await http.DeleteAsync($"api/runs/{run}/tags" + Query([.. tags.Select(t => ("tag", (string?)t))]), cancel);
        return await ReadAsync<string[]>(response, cancel);
    }

    /// <returns>Whether there is such a run.</returns>
    public async Task<bool> ChangeAsync(Guid run, RunChange change, CancellationToken cancel = default)
    {
        using var response = await http.PatchAsJsonAsync($"api/runs/{run}", change, JournalJson.Options, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    public Task<RunDetail?> RunAsync(Guid run, CancellationToken cancel = default) => FindAsync<RunDetail>($"api/runs/{run}", cancel);

    /// <summary>Series of the named metrics from iteration <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    public async Task<IReadOnlyList<MetricSeries>> SeriesAsync(
        Guid run, IReadOnlyCollection<string> names, int? from = null, int? to = null, int? maxPoints = null, CancellationToken cancel = default) =>
        [.. (await FindSeriesAsync($"api/runs/{run}/series" + Query(
            [.. names.Select(n => ("name", (string?)n)), ("from", Text(from)), ("to", Text(to)), ("maxPoints", Text(maxPoints))]), cancel)).Select(s => s.Series)];

    /// <summary>The same metrics of several runs, unknown ones left out; their buckets have the same edges.</summary>
    public Task<IReadOnlyList<RunSeries>> SeriesAsync(
        IReadOnlyCollection<Guid> runs, IReadOnlyCollection<string> names, int? from = null, int? to = null, int? maxPoints = null,
        CancellationToken cancel = default) =>
        FindSeriesAsync("api/series" + Query([.. runs.Select(r => ("run", (string?)r.ToString())), .. names.Select(n => ("name", (string?)n)),
            ("from", Text(from)), ("to", Text(to)), ("maxPoints", Text(maxPoints))]), cancel);

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

    public Task<TrackerStatus> StatusAsync(CancellationToken cancel = default) => AskAsync<TrackerStatus>("api/status", cancel);

    // a 400 may say what of a filter is wrong, and where
    async Task<T> AskAsync<T>(string path, CancellationToken cancel)
    {
        using var response = await http.GetAsync(path, cancel);
        if (response.StatusCode == HttpStatusCode.BadRequest
            && (await response.Content.ReadFromJsonAsync<FilterProblem>(JournalJson.Options, cancel))?.Error is { } error)
            throw new BadFilterException(error);
        response.EnsureSuccessStatusCode();
        return await AnswerAsync<T>(response, cancel);
    }

    static async Task<T> AnswerAsync<T>(HttpResponseMessage response, CancellationToken cancel) =>
        await response.Content.ReadFromJsonAsync<T>(JournalJson.Options, cancel)
        ?? throw new InvalidDataException($"{response.RequestMessage?.RequestUri?.AbsolutePath} answered null");

    async Task<T?> FindAsync<T>(string path, CancellationToken cancel) where T : class
    {
        using var response = await http.GetAsync(path, cancel);
        return await ReadAsync<T>(response, cancel);
    }

    static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancel) where T : class
    {
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(JournalJson.Options, cancel);
    }

    async Task<IReadOnlyList<RunSeries>> FindSeriesAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", SeriesBinary.ContentType } } };
        using var response = await http.SendAsync(request, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return [];
        response.EnsureSuccessStatusCode();
        return SeriesBinary.Read(await response.Content.ReadAsByteArrayAsync(cancel));
    }

    async Task<byte[]?> FindBytesAsync(string path, CancellationToken cancel)
    {
        using var response = await http.GetAsync(path, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancel);
    }

    sealed record FilterProblem(FilterError? Error);

    static string? Text<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);

    static string? Text(bool? value) => value is { } v ? (v ? "true" : "false") : null;

    static string Query(params (string Key, string? Value)[] pairs)
    {
        var given = pairs.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}").ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given);
    }
}
