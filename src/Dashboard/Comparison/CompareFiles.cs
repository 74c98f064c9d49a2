using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>The table of results as a file: its address is the page's, with another path.</summary>
static class CompareFiles
{
    public static void MapCompareFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/compare/table.{format}", TableAsync);

    static async Task<Results<FileContentHttpResult, NotFound, StatusCodeHttpResult>> TableAsync(
        string format, TrackerClient tracker, TimeProvider time, HttpRequest request, CancellationToken cancel)
    {
        if (format is not ("csv" or "tex" or "md"))
            return TypedResults.NotFound();
        var view = new CompareView(tracker, time);
        if (!await view.ShowAsync(CompareState.Read(request.QueryString.ToString()) with { Tab = CompareTab.Table }, cancel))
            return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
        if (view.Looks.Count == 0)
            return TypedResults.NotFound();
        var (text, type) = format switch
        {
            "csv" => (ResultsText.Csv(view), "text/csv"),
            "tex" => (ResultsText.Latex(view), "application/x-tex"),
            _ => (ResultsText.Markdown(view), "text/markdown"),
        };
        return TypedResults.File(Encoding.UTF8.GetBytes(text), type + "; charset=utf-8", $"comparison.{format}");
    }
}
