using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platform.Contracts.Api;

namespace Platform.Tracker.Audits;

static class AuditEndpoints
{
    const int MostBytes = 4 << 20;

    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapPost("/audit", AuditAsync).WithTags("Audit").WithSummary("Verdicts on a claims file, the body, over the tracker's runs")
            .Accepts<string>("application/yaml");

    static async Task<Results<Ok<AuditResult>, StatusCodeHttpResult>> AuditAsync(HttpRequest request, AuditQueries audits, CancellationToken cancel)
    {
        if (request.ContentLength is not (>= 0 and <= MostBytes))
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(request.Body);
        return TypedResults.Ok(await audits.AuditAsync(await reader.ReadToEndAsync(cancel), cancel));
    }
}
