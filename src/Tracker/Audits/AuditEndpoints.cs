using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Audits.Published;
using Platform.Tracker.Audits.Reports;
using Platform.Tracker.Http;

namespace Platform.Tracker.Audits;

static class AuditEndpoints
{
    const int MostBytes = 4 << 20;
    const int MostClaims = 500;
    const string Yaml = "application/yaml";
    const string Form = "multipart/form-data";

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapPost("", AuditAsync).WithSummary("Verdicts on a claims file, the body or in a form with logs, over the tracker's runs; nothing is kept")
            .WithMetadata(new RequestSizeLimitAttribute(KeptLogs.MostBytes + MostBytes)).Accepts<string>(Yaml, Form);
        audit.MapGet("/claims", PageAsync).WithSummary("Claims of the files that are kept, with their verdicts")
            .Takes("file", JsonSchemaType.String, "claims of this file").Takes("verdict", JsonSchemaType.String, "with this verdict; repeat it for several", many: true)
            .Takes("run", JsonSchemaType.String, "whose evidence is of this run").Takes("search", JsonSchemaType.String, "part of an id, a source or a text")
            .Takes("skip", JsonSchemaType.Integer, "default 0").Takes("limit", JsonSchemaType.Integer, $"default 100, at most {MostClaims}");

        var files = audit.MapGroup("/files");
        files.MapGet("", FilesAsync).WithSummary("The claims files that are kept");
        files.MapGet("/{name}", FileAsync).WithSummary("One claims file: counts, evidence, what was selected");
        files.MapPut("/{name}", PublishAsync).WithSummary("Keeps a claims file and audits it, again whenever its evidence changes: a form with 'claims' and any number of 'log'")
            .WithMetadata(new RequestSizeLimitAttribute(KeptLogs.MostBytes + MostBytes)).Accepts<IFormFile>(Form);
        files.MapDelete("/{name}", WithdrawAsync).WithSummary("Forgets a claims file, its logs and verdicts");
        files.MapGet("/{name}/claim", ClaimAsync).WithSummary("A claim with the lines it cites").Takes("id", JsonSchemaType.String, "the claim's id");
        files.MapGet("/{name}/report.{form}", ReportAsync).WithSummary("The audit, made now, as md, tex or json; or the claims, as yaml");
    }

    static async Task<Results<Ok<AuditResult>, BadRequest<ProblemDetails>, StatusCodeHttpResult>> AuditAsync(HttpRequest request, AuditQueries audits, CancellationToken cancel)
    {
        if (request.HasFormContentType)
            return await GivenClaims.ReadAsync(request, MostBytes, cancel) is var given && given.Fault is { } fault
                ? Refuse(fault) : TypedResults.Ok(await audits.AuditAsync(given.Yaml, given.Logs, cancel));
        if (request.ContentLength is not (>= 0 and <= MostBytes))
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(request.Body);
        return TypedResults.Ok(await audits.AuditAsync(await reader.ReadToEndAsync(cancel), [], cancel));
    }

    static async Task<Ok<ClaimsPage>> PageAsync(QueryValues query, ClaimsQueries claims, CancellationToken cancel) => TypedResults.Ok(await claims.PageAsync(new()
    {
        File = query.Text("file"),
        Verdicts = query.Texts("verdict"),
        Run = query.Text("run") is not { } run ? null : Guid.TryParse(run, out var id) ? id : throw new BadQueryException("run", run, "a run's id"),
        Search = query.Text("search"),
        Skip = query.Int("skip") ?? 0,
        Take = query.Int("limit", 1, MostClaims) ?? 100,
    }, cancel));

    static async Task<Ok<IReadOnlyList<PublishedClaims>>> FilesAsync(ClaimsQueries claims, CancellationToken cancel) => TypedResults.Ok(await claims.FilesAsync(cancel));

    static async Task<Results<Ok<PublishedClaims>, NotFound>> FileAsync(string name, ClaimsQueries claims, CancellationToken cancel) =>
        await claims.FileAsync(name, cancel) is { } file ? TypedResults.Ok(file) : TypedResults.NotFound();

    static async Task<Results<Ok<AuditResult>, BadRequest<ProblemDetails>>> PublishAsync(string name, HttpRequest request, ClaimsStore store, CancellationToken cancel) =>
        await GivenClaims.ReadAsync(request, MostBytes, cancel) is var given && given.Fault is { } fault
            ? Refuse(fault) : TypedResults.Ok(await store.PublishAsync(name, given.Yaml, given.Logs, cancel));

    static async Task<Results<NoContent, NotFound>> WithdrawAsync(string name, ClaimsStore store, CancellationToken cancel) =>
        await store.WithdrawAsync(name, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    static async Task<Results<Ok<ClaimDetail>, NotFound>> ClaimAsync(string name, QueryValues query, ClaimsQueries claims, CancellationToken cancel) =>
        await claims.ClaimAsync(name, query.Text("id") ?? "", cancel) is { } claim ? TypedResults.Ok(claim) : TypedResults.NotFound();

    static async Task<Results<ContentHttpResult, NotFound>> ReportAsync(string name, string form, ClaimsStore store, CancellationToken cancel)
    {
        if (await store.ReportAsync(name, cancel) is not var (report, yaml))
            return TypedResults.NotFound();
        return form switch
        {
            "md" => TypedResults.Text(AuditMarkdown.Of(report), "text/markdown", Encoding.UTF8),
            "tex" => TypedResults.Text(AuditLatex.Of(report), "application/x-tex", Encoding.UTF8),
            "json" => TypedResults.Text(AuditJson.Of(report), "application/json", Encoding.UTF8),
            "yaml" => TypedResults.Text(yaml, Yaml, Encoding.UTF8),
            _ => throw new BadQueryException("form", form, "md, tex, json or yaml"),
        };
    }

    static BadRequest<ProblemDetails> Refuse(string why) => TypedResults.BadRequest(new ProblemDetails { Title = "Claims not taken", Detail = why, Status = StatusCodes.Status400BadRequest });
}
