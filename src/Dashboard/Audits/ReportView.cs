using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>The report on one claims file.</summary>
public sealed class ReportView(string file, TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    const int ClaimsAtOnce = 500;

    public string File => file;
    public PublishedClaims? Claims { get; private set; }
    public IReadOnlyList<ClaimVerdict> Verdicts { get; private set; } = [];
    public bool IsUnknown { get; private set; }

    /// <summary>"2 contradicted, 5 confirmed", the gravest first.</summary>
    public string Summary => string.Join(", ", VerdictBadge.All.Where(v => Claims?.Counts.ContainsKey(v) == true).Select(v => $"{Claims!.Counts[v]} {v}"));

    /// <returns>Whether the tracker answered.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) => TryAsync(async () =>
    {
        var claims = await tracker.PublishedClaimsAsync(file, cancel);
        if (claims is not null && claims.AuditedAt != Claims?.AuditedAt)
            Verdicts = await VerdictsAsync(cancel);
        (Claims, IsUnknown) = (claims, claims is null);
    }, cancel);

    /// <returns>Why the file could not be withdrawn; null when it was.</returns>
    public async Task<string?> WithdrawAsync()
    {
        try
        {
            await tracker.WithdrawClaimsAsync(file);
            return null;
        }
        catch (Exception e) when (TrackerFailure.Is(e, default))
        {
            return $"The claims were not withdrawn: {TrackerFailure.Of(e, null, Time).Reason}";
        }
    }

    async Task<IReadOnlyList<ClaimVerdict>> VerdictsAsync(CancellationToken cancel)
    {
        var all = new List<ClaimVerdict>();
        while (await tracker.ClaimsAsync(new() { File = file, Skip = all.Count, Take = ClaimsAtOnce }, cancel) is { Claims.Count: > 0 } page)
            all.AddRange(page.Claims.Select(c => c.Claim));
        return all;
    }
}
