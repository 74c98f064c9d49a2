using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs.Exports;

/// <summary>The run table as a file: all rows of what the address says, read from the tracker page by page and passed on.</summary>
static class RunExport
{
    const int RowsAtOnce = 1000;

    public static readonly IReadOnlyList<(string Format, string Name)> Formats = [("csv", "CSV"), ("json", "JSON"), ("tex", "LaTeX (booktabs)"), ("md", "Markdown")];

    public static void MapRunExport(this IEndpointRouteBuilder routes)
    {
        foreach (var (format, _) in Formats)
            routes.MapGet($"/runs/export.{format}", (HttpRequest request, TrackerClient tracker, TimeProvider time, CancellationToken cancel) =>
                ExportAsync(format, request, tracker, time, cancel));
    }

    static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(string format, HttpRequest request, TrackerClient tracker, TimeProvider time, CancellationToken cancel)
    {
        string? Value(string key) => request.Query[key];
        var view = new RunsView(tracker, time);
        await view.ShowAsync(RunsState.Read(Value("q"), Value("sort"), Value("cols"), Value("pin"), Value("by"), Value("but"), Value("differ"), Value("archived"), null), cancel);
        if (view.Error is { } error)
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest, title: "Not understood");
        if (view.Failure is { } failure)
            return TypedResults.Problem($"the tracker cannot be asked: {failure.Reason}", statusCode: StatusCodes.Status502BadGateway, title: "No answer");
        var type = format switch { "csv" => "text/csv", "json" => "application/json", "md" => "text/markdown", _ => "application/x-tex" };
        return TypedResults.Stream(async body =>
        {
            await using var output = new StreamWriter(body, new UTF8Encoding(false));
            await (view.State.IsGrouped ? WriteGroupsAsync(format, output, view, tracker, cancel) : WriteRunsAsync(format, output, view, tracker, cancel));
        }, $"{type}; charset=utf-8", $"runs.{format}");
    }

    static async Task WriteRunsAsync(string format, StreamWriter output, RunsView view, TrackerClient tracker, CancellationToken cancel)
    {
        var writer = Writer(format, output, ["name", "id"], view.Columns, grouped: false);
        await writer.BeginAsync();
        var request = view.State.ToRequest(RunsView.Asked(view.State, grouped: false)) with { Take = RowsAtOnce };
        do
        {
            var page = await tracker.RunsAsync(request, cancel);
            foreach (var run in page.Runs)
                await writer.RowAsync([run.Synthetic ? $"{run.Name} (synthetic)" : run.Name, run.Id.ToString()], [.. view.Columns.Select(c => ExportCell.Of(run, c))]);
            request = request with { Cursor = page.Next };
        } while (request.Cursor is not null);
        await writer.EndAsync();
    }

    static async Task WriteGroupsAsync(string format, StreamWriter output, RunsView view, TrackerClient tracker, CancellationToken cancel)
    {
        var writer = Writer(format, output, [.. view.GroupedBy, "runs"], view.Columns, grouped: true);
        await writer.BeginAsync();
        var request = view.State.ToGroupRequest();
        for (var skip = 0; ; skip += RowsAtOnce)
        {
            var page = await tracker.RunGroupsAsync(request with { Runs = view.State.ToRequest(RunsView.Asked(view.State, grouped: true)) with { Skip = skip, Take = RowsAtOnce } }, cancel);
            foreach (var group in page.Groups)
                await writer.RowAsync([.. page.By.Select(b => group.Keys.GetValueOrDefault(b)), Format.Count(group.Count)],
                    [.. view.Columns.Select(c => ExportCell.Of(group.Values.GetValueOrDefault(c.Text), c))]);
            if (skip + RowsAtOnce >= page.Total)
                break;
        }
        await writer.EndAsync();
    }

    static TableWriter Writer(string format, TextWriter output, IReadOnlyList<string> names, IReadOnlyList<RunColumn> columns, bool grouped) => format switch
    {
        "csv" => new CsvWriter(output, names, columns, grouped),
        "json" => new JsonTableWriter(output, names, columns, grouped),
        "tex" => new LatexWriter(output, names, columns, grouped),
        _ => new MarkdownWriter(output, names, columns, grouped),
    };
}
