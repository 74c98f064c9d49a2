using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Tests.Hosting;

sealed partial class TrackerApi
{
    static readonly DateTimeOffset s_published = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What any claims file comes to.</summary>
    public AuditResult Audit { get; set; } = new([], []);

    /// <summary>Claims that are kept, of one file each or several.</summary>
    public SharedList<(string File, ClaimVerdict Claim)> Claims { get; } = [];

    /// <summary>What stands at the places that a claim cites.</summary>
    public SharedList<Excerpt> Excerpts { get; } = [];

    void MapAudits()
    {
        _app.MapPost("/api/audit", () => Answer(Audit));
        _app.MapGet("/api/audit/files", () => Answer(Claims.Select(c => c.File).Distinct().Select(FileOf).ToArray()));
        _app.MapGet("/api/audit/files/{name}", (string name) => Answer(Claims.Any(c => c.File == name) ? FileOf(name) : null));
        _app.MapGet("/api/audit/files/{name}/claim", (string name, string id) => Answer(Claims.Where(c => c.File == name && c.Claim.Id == id)
            .Select(c => new ClaimDetail { File = FileOf(name), Claim = c.Claim, Stated = new($"{name}.yaml:2", null, null, [new(2, $"  - id: {id}", false)]), Excerpts = Excerpts }).FirstOrDefault()));
        _app.MapGet("/api/audit/files/{name}/report.{form}", (string name, string form) => Results.Text($"the {form} of {name}"));
        _app.MapPut("/api/audit/files/{name}", (string name) =>
        {
            if (Audit.Faults.Count == 0)
                Claims.AddRange(Audit.Claims.Select(c => (name, c)));
            return Answer(Audit);
        });
        _app.MapDelete("/api/audit/files/{name}", (string name) => Claims.Remove(c => c.File == name) ? Results.NoContent() : Results.NotFound());
        _app.MapGet("/api/audit/claims", (string? file, string[] verdict, Guid? run, string? search, int skip, int limit) =>
        {
            var all = Claims.Where(c => (file is null || c.File == file) && (run is null || c.Claim.Evidence.Any(e => e.Run == run))
                && (search is null || c.Claim.Text.Contains(search, StringComparison.OrdinalIgnoreCase))).ToArray();
            var wanted = all.Where(c => verdict.Length == 0 || verdict.Contains(c.Claim.Verdict)).ToArray();
            return Answer(new ClaimsPage(wanted.Length, all.GroupBy(c => c.Claim.Verdict).ToDictionary(g => g.Key, g => g.Count()),
                [.. wanted.Skip(skip).Take(limit).Select(c => new PublishedClaim(c.File, c.Claim))]));
        });
    }

    PublishedClaims FileOf(string name) => new()
    {
        Name = name, PublishedAt = s_published, AuditedAt = s_published.AddMinutes(Claims.Count), Logs = [new("train.log", new string('a', 64), 59_210)], Evidence = ["train.log"], Warnings = [],
        Counts = Claims.Where(c => c.File == name).GroupBy(c => c.Claim.Verdict).ToDictionary(g => g.Key, g => g.Count()),
        Selection = new(
            [new() { Name = "first: dupl, vit, voc", Launched = 3, Completed = 2, Failed = 0, Stopped = 1, Seeds = [0, 1, 2], ReportedSeeds = [1], Warnings = ["1 of 3 runs are reported; seeds left out: 0, 2"] }],
            [new("train.log", "seg", "val", 10, 69.889, 70.1, ["the best is 0.21 above the last: say which is reported"])]),
    };
}
