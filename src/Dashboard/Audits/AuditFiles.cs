using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Audits;

/// <summary>Reports as files, passed on from the tracker: browsers talk to the dashboard alone.</summary>
static class AuditFiles
{
    static readonly Dictionary<string, string> s_types = new()
    {
        ["md"] = "text/markdown; charset=utf-8", ["tex"] = "application/x-tex; charset=utf-8", ["json"] = "application/json", ["yaml"] = "application/yaml",
    };

    public static void MapAuditFiles(this IEndpointRouteBuilder routes) => routes.MapGet("/audit/files/{file}/report.{form}", ReportAsync);

    static async Task<Results<FileContentHttpResult, NotFound>> ReportAsync(string file, string form, TrackerClient tracker, CancellationToken cancel) =>
        s_types.TryGetValue(form, out var type) && await tracker.AuditReportAsync(file, form, cancel) is { } report
            ? TypedResults.File(report, type, form == "yaml" ? $"{file}.yaml" : $"audit-of-{file}.{form}")
            : TypedResults.NotFound();
}
