using System.CommandLine;
using Platform.Contracts;
using Platform.Contracts.Api;

namespace Platform.Audits;

/// <summary>Hands claims and their logs to a tracker, which keeps them and finds the verdicts by itself.</summary>
static class ClaimsPublishing
{
    static readonly string[] s_refuted = ["contradicted", "inconsistent"];

    /// <returns>The exit code of an audit.</returns>
    public static async Task<int> RunAsync(AuditSources sources, ParseResult parsed, string path, string? name)
    {
        var url = sources.Tracker(parsed) ?? throw new UserErrorException("--publish needs a tracker to publish to: --tracker http://127.0.0.1:5081");
        name ??= Path.GetFileNameWithoutExtension(path);
        using var http = AuditSources.Connect(url);
        var logs = sources.LogFiles(parsed).Select(l => (Path.GetFileName(l), (Stream)File.OpenRead(l))).ToArray();
        try
        {
            var result = await new TrackerClient(http).PublishClaimsAsync(name, await File.ReadAllTextAsync(path), logs);
            return result.Faults.Count == 0 ? Report(result.Claims, name, logs.Length, url) : throw new UserErrorException(string.Join("; ", result.Faults));
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException($"the tracker {url} did not take the claims: {e.Message}", e);
        }
        finally
        {
            foreach (var (_, stream) in logs)
                await stream.DisposeAsync();
        }
    }

    static int Report(IReadOnlyList<ClaimVerdict> claims, string name, int logs, string url)
    {
        foreach (var claim in claims)
            Console.WriteLine($"{claim.Verdict,-26} {claim.Id}: {claim.Reason}");
        Console.WriteLine($"published as '{name}' with {logs} logs: {claims.Count} claims, {string.Join(", ", claims.GroupBy(c => c.Verdict).Select(g => $"{g.Count()} {g.Key}"))}");
        Console.WriteLine($"the dashboard shows them at /audit/files/{name}; {url.TrimEnd('/')}/api/audit/files/{name}/report.md is the report");
        return claims.Any(c => s_refuted.Contains(c.Verdict)) ? 1 : 0;
    }
}
