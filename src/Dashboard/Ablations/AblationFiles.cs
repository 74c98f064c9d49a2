using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Ablations;

/// <summary>The ladder of the page's address as a file.</summary>
static class AblationFiles
{
    public static void MapAblationFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/ablations").ExcludeFromDescription();
        Map(files, "table.tex", "application/x-tex", AblationExport.Latex);
        Map(files, "table.md", "text/markdown", AblationExport.Markdown);
        Map(files, "table.csv", "text/csv", AblationExport.Csv);
        Map(files, "classes.csv", "text/csv", AblationExport.ClassesCsv);
    }

    static void Map(RouteGroupBuilder files, string name, string type, Func<AblationTable, string> write) =>
        files.MapGet("/" + name, async Task<Results<FileContentHttpResult, ProblemHttpResult>> (HttpContext context, TrackerClient tracker, CancellationToken cancel) =>
        {
            try
            {
                var address = AblationsAddress.Read(context.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value));
                var table = await tracker.AblationsAsync(address.ToRequest(), cancel);
                return TypedResults.File(Encoding.UTF8.GetBytes(write(table)), $"{type}; charset=utf-8", $"ablations-{name}");
            }
            catch (BadFilterException e)
            {
                return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
            }
            catch (HttpRequestException)
            {
                return TypedResults.Problem("the tracker cannot be reached", statusCode: StatusCodes.Status502BadGateway);
            }
        });
}
