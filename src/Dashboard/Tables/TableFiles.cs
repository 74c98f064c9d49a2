using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;
using Platform.Dashboard.Ablations;
using Platform.Dashboard.Backbones;

namespace Platform.Dashboard.Tables;

/// <summary>What the address of a page of results shows, as a file: for papers, sheets and scripts.</summary>
static class TableFiles
{
    public static void MapTableFiles(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/ablations/table.tex", Ablations, AblationExport.Latex);
        Map(routes, "/ablations/table.md", Ablations, AblationExport.Markdown);
        Map(routes, "/ablations/table.csv", Ablations, AblationExport.Csv);
        Map(routes, "/ablations/classes.csv", Ablations, AblationExport.ClassesCsv);
        Map(routes, "/backbones/table.tex", Backbones, BackboneExport.Latex);
        Map(routes, "/backbones/table.md", Backbones, BackboneExport.Markdown);
        Map(routes, "/backbones/table.csv", Backbones, BackboneExport.Csv);
    }

    static Task<AblationTable> Ablations(TrackerClient tracker, PageQuery query, CancellationToken cancel) =>
        tracker.AblationsAsync(AblationsAddress.Read(query), cancel);

    static Task<BackboneTable> Backbones(TrackerClient tracker, PageQuery query, CancellationToken cancel) =>
        tracker.BackbonesAsync(DashboardUrls.ReadBackbones(query), cancel);

    static void Map<T>(
        IEndpointRouteBuilder routes, string path, Func<TrackerClient, PageQuery, CancellationToken, Task<T>> ask, Func<T, string> write) =>
        routes.MapGet(path, async (HttpRequest request, TrackerClient tracker, CancellationToken cancel) =>
        {
            var table = await ask(tracker, PageQuery.Of(request.QueryString.ToString()), cancel);
            return TypedResults.File(Encoding.UTF8.GetBytes(write(table)), TypeOf(path), path.TrimStart('/').Replace('/', '-'));
        });

    static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".tex" => "application/x-tex; charset=utf-8",
        ".md" => "text/markdown; charset=utf-8",
        _ => "text/csv; charset=utf-8",
    };
}
