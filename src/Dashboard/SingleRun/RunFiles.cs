using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>Pictures and journals, passed on from the tracker: browsers talk to the dashboard alone.</summary>
static class RunFiles
{
    const int LinesAtOnce = 1000;
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static void MapRunFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs/{run:guid}/previews/{preview:long}.png", PreviewAsync);
        routes.MapGet("/runs/{run:guid}/journal.jsonl", JournalAsync);
        routes.MapGet("/runs/{run:guid}/config.json", ConfigAsync);
        routes.MapGet("/runs/{run:guid}/log.txt", LogAsync);
    }

    static async Task<Results<FileContentHttpResult, NotFound>> PreviewAsync(
        Guid run, long preview, TrackerClient tracker, HttpContext context, CancellationToken cancel)
    {
        if (await tracker.PreviewPngAsync(run, preview, cancel) is not { } png)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";     // a stored picture never changes
        return TypedResults.File(png, "image/png");
    }

    static async Task<Results<PushStreamHttpResult, NotFound>> JournalAsync(Guid run, TrackerClient tracker, CancellationToken cancel) =>
        await tracker.JournalStateAsync(run, cancel) is null ? TypedResults.NotFound()
            : TypedResults.Stream(body => WriteAsync(run, tracker, body, cancel), "application/x-ndjson", $"{run}.journal.jsonl");

    static async Task<Results<FileContentHttpResult, NotFound>> ConfigAsync(Guid run, TrackerClient tracker, CancellationToken cancel) =>
        await tracker.RunWithoutMetricsAsync(run, cancel) is { } detail
            ? TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(detail.Config, s_indented), "application/json", $"{run}.json")
            : TypedResults.NotFound();

    static async Task<Results<PushStreamHttpResult, NotFound>> LogAsync(Guid run, TrackerClient tracker, CancellationToken cancel) =>
        await tracker.JournalStateAsync(run, cancel) is null ? TypedResults.NotFound()
            : TypedResults.Stream(body => WriteLogAsync(run, tracker, body, cancel), "text/plain; charset=utf-8", $"{run}.log.txt");

    static async Task WriteLogAsync(Guid run, TrackerClient tracker, Stream body, CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            var lines = await tracker.LogAsync(run, after, LinesAtOnce, cancel);
            foreach (var line in lines)
                await body.WriteAsync(Encoding.UTF8.GetBytes(line.Text + "\n"), cancel);
            if (lines.Count < LinesAtOnce)
                return;
            after = lines[^1].Number;
        }
    }

    static async Task WriteAsync(Guid run, TrackerClient tracker, Stream body, CancellationToken cancel)
    {
        for (var after = 0L; ;)
        {
            var lines = await tracker.JournalAsync(run, after, LinesAtOnce, cancel);
            foreach (var line in lines)
            {
                await body.WriteAsync(line, cancel);
                await body.WriteAsync("\n"u8.ToArray(), cancel);
            }
            if (lines.Count < LinesAtOnce)
                return;
            after = JournalRow.Read(lines[^1]).Sequence;
        }
    }
}
