using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Dashboard.Tests.Fleet;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>The tracker's HTTP API over <see cref="RecordedRun"/>s; remembers what it was asked.</summary>
sealed partial class TrackerApi : IAsyncDisposable
{
    readonly WebApplication _app;

    TrackerApi(WebApplication app) => _app = app;

    public SharedList<RecordedRun> Runs { get; } = [];

    public FleetStatus Fleet { get; set; } = SomeFleet.Fine;

    public IReadOnlyList<TrainerSummary> Trainers { get; set; } = [];

    public ConcurrentQueue<string> Asked { get; } = new();
    public string Url => _app.Urls.Single();
    public TrackerClient Client => new(new HttpClient { BaseAddress = new Uri(Url) });

    public static async Task<TrackerApi> StartAsync(string url = "http://127.0.0.1:0", params IEnumerable<RecordedRun> runs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var api = new TrackerApi(builder.Build());
        api.Runs.AddRange(runs);
        api.Map();
        await api._app.StartAsync();
        return api;
    }

    void Map()
    {
        _app.Use((context, next) =>
        {
            Asked.Enqueue(context.Request.Path + context.Request.QueryString);
            return next(context);
        });
        _app.MapGet("/api/runs", (string? filter) =>
        {
            var runs = Runs.Select(r => r.Summary).Where(r => filter is null || r.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).OrderByDescending(r => r.StartedAt).ToArray();
            return Answer(new RunPage(runs.Length, runs));
        });
        MapSweeps();
        MapAudits();
        _app.MapGet("/api/runs/differences", () => Answer(new RunDifferences(Runs.Count, [], [])));
        _app.MapGet("/api/runs/filter/complete", (string? filter) => Answer(new FilterCompletion(0, 0, [], null)));
        MapComparison();
        _app.MapGet("/api/status", () => Answer(new TrackerStatus(Runs.Count, Runs.Sum(r => r.JournalState.Stored), 0, 0)));
        _app.MapGet("/api/fleet", () => Answer(Fleet));
        _app.MapGet("/api/trainers", () => Answer(Trainers));
        _app.MapGet("/api/runs/{id:guid}", (Guid id, bool? metrics) => Answer(metrics == false ? Find(id)?.Detail is { } detail ? detail with { Metrics = [] } : null : Find(id)?.Detail));
        _app.MapGet("/api/runs/{id:guid}/metrics", (Guid id, string[]? name) => Answer(Find(id)?.Detail.Metrics.Where(m => name is null or [] || name.Contains(m.Name))));
        _app.MapGet("/api/runs/{id:guid}/times", (Guid id) => Answer(Find(id)?.Times));
        _app.MapGet("/api/runs/{id:guid}/log", (Guid id, long? after, long? before, string? search, string? stream, int? take) => Answer(Find(id)?.Log(new()
        {
            After = after ?? 0, Before = before, Search = search, Stream = stream, Take = take ?? 1000,
        })));
        _app.MapGet("/api/runs/{id:guid}/conflicts", (Guid id) => Answer(Find(id)?.Conflicts));
        _app.MapPost("/api/runs/{id:guid}/tags", (Guid id, TagsRequest request) => Answer(Find(id)?.Tag(request.Tags)));
        _app.MapGet("/api/runs/{id:guid}/series", (Guid id, string[] name, int? from, int? to) => Find(id) is { } run
            ? Results.Bytes(SeriesBinary.Write([.. run.Series(name, from, to).Select(s => new RunSeries(id, s))]), SeriesBinary.ContentType)
            : Results.NotFound());
        _app.MapGet("/api/runs/{id:guid}/evaluations", (Guid id, long? after, int? take) => Answer(Find(id)?.Evaluations.Where(e => e.Id > (after ?? 0)).Take(take ?? int.MaxValue)));
        _app.MapGet("/api/runs/{id:guid}/evaluations/{evaluation:long}/confusion", (Guid id, long evaluation) => Answer(Find(id)?.Confusion(evaluation)));
        _app.MapGet("/api/runs/{id:guid}/previews", (Guid id, long? after) => Answer(Find(id)?.Previews.Where(p => p.Id > (after ?? 0))));
        _app.MapGet("/api/runs/{id:guid}/previews/{preview:long}", (Guid id, long preview) =>
            Find(id)?.Previews.FirstOrDefault(p => p.Id == preview) is { } found ? Results.File(Picture(found), "image/png") : Results.NotFound());
        _app.MapGet("/api/runs/{id:guid}/journal/state", (Guid id) => Answer(Find(id)?.JournalState));
        _app.MapGet("/api/runs/{id:guid}/journal", (Guid id, long after, int take) =>
            Results.Bytes(Find(id)!.Lines(after, take).SelectMany(l => l.Append((byte)'\n')).ToArray(), "application/x-ndjson"));
    }

    RecordedRun? Find(Guid id) => Runs.FirstOrDefault(r => r.Id == id);

    static byte[] Picture(PreviewInfo preview) => preview.Kind switch
    {
        "input" => TestPicture.Png(1),
        "ground-truth" or "prediction" => TestPicture.Mask(1),
        _ => TestPicture.Png(preview.Id),
    };

    static IResult Answer<T>(T? value) => value is null ? Results.NotFound() : Results.Json(value, JournalJson.Options);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
