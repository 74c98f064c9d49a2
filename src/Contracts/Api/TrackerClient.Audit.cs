using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>The verdicts on a claims file (docs/audit.md), given as its text, over the tracker's runs and over logs; nothing is kept.</summary>
    public async Task<AuditResult> AuditAsync(string claims, IEnumerable<(string Name, Stream Content)>? logs = null, CancellationToken cancel = default)
    {
        using var form = Form(claims, logs);
        using var response = await http.PostAsync("api/audit", form, cancel);
        return await VerdictsAsync(response, cancel);
    }

    /// <summary>Has the tracker keep a claims file, in place of one of that name, with logs that are its evidence besides runs.</summary>
    /// <returns>Its verdicts; or its faults, and then nothing was kept.</returns>
    public async Task<AuditResult> PublishClaimsAsync(string name, string claims, IEnumerable<(string Name, Stream Content)>? logs = null, CancellationToken cancel = default)
    {
        using var form = Form(claims, logs);
        using var response = await http.PutAsync($"api/audit/files/{Uri.EscapeDataString(name)}", form, cancel);
        return await VerdictsAsync(response, cancel);
    }

    static MultipartFormDataContent Form(string claims, IEnumerable<(string Name, Stream Content)>? logs)
    {
        var form = new MultipartFormDataContent { { new StringContent(claims), "claims", "claims.yaml" } };
        foreach (var (log, content) in logs ?? [])
            form.Add(new StreamContent(content), "log", log);
        return form;
    }

    static async Task<AuditResult> VerdictsAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode == HttpStatusCode.BadRequest)
            return new([(await response.Content.ReadFromJsonAsync<Refusal>(JournalJson.Options, cancel))?.Detail ?? "the tracker refused the claims"], []);
        response.EnsureSuccessStatusCode();
        return await AnswerAsync<AuditResult>(response, cancel);
    }

    /// <returns>Whether there was such a file.</returns>
    public async Task<bool> WithdrawClaimsAsync(string name, CancellationToken cancel = default)
    {
        using var response = await http.DeleteAsync($"api/audit/files/{Uri.EscapeDataString(name)}", cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    public async Task<IReadOnlyList<PublishedClaims>> PublishedClaimsAsync(CancellationToken cancel = default) =>
        await FindAsync<PublishedClaims[]>("api/audit/files", cancel) ?? [];

    public Task<PublishedClaims?> PublishedClaimsAsync(string name, CancellationToken cancel = default) =>
        FindAsync<PublishedClaims>($"api/audit/files/{Uri.EscapeDataString(name)}", cancel);

    public async Task<ClaimsPage> ClaimsAsync(ClaimsRequest request, CancellationToken cancel = default) =>
        await FindAsync<ClaimsPage>("api/audit/claims" + Query(
            [("file", request.File), .. request.Verdicts.Select(v => ("verdict", (string?)v)), ("run", request.Run?.ToString()), ("search", request.Search),
                ("skip", Text<int>(request.Skip)), ("limit", Text<int>(request.Take))]), cancel) ?? new(0, new Dictionary<string, int>(), []);

    public Task<ClaimDetail?> ClaimAsync(string file, string claim, CancellationToken cancel = default) =>
        FindAsync<ClaimDetail>($"api/audit/files/{Uri.EscapeDataString(file)}/claim" + Query(("id", claim)), cancel);

    /// <summary>The audit as a file: "md", "tex" or "json"; or "yaml", the claims themselves.</summary>
    public Task<byte[]?> AuditReportAsync(string name, string form, CancellationToken cancel = default) =>
        FindBytesAsync($"api/audit/files/{Uri.EscapeDataString(name)}/report.{form}", cancel);

    sealed record Refusal(string? Detail);
}
