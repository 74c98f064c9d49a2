using Platform.Contracts.Api;

namespace Platform.Dashboard.Audits;

/// <summary>The audit page's state: a claims file, its verdicts, which of them are shown.</summary>
public sealed class AuditView
{
    public const int MostBytes = 4 << 20;

    /// <summary>Shown where no claims are given yet.</summary>
    public const string Example = "claims:\n  - id: ours\n    source: table 1\n    text: 72.2 mIoU on val\n    run: name or id of a run\n    number: { value: 72.2, split: val, select: last }";

    public string Claims { get; set; } = "";
    public bool IsBusy { get; private set; }
    public AuditResult? Result { get; private set; }

    /// <summary>Why there is no result.</summary>
    public string? Failure { get; private set; }

    /// <summary>Verdicts that are not shown.</summary>
    public HashSet<string> Hidden { get; } = [];

    public IEnumerable<(string Verdict, int Count)> Counts =>
        Result?.Claims.GroupBy(c => c.Verdict).Select(g => (g.Key, g.Count())).OrderBy(v => v.Key, StringComparer.Ordinal) ?? Enumerable.Empty<(string, int)>();

    public IEnumerable<ClaimVerdict> Shown => Result?.Claims.Where(c => !Hidden.Contains(c.Verdict)) ?? [];

    public async Task AuditAsync(TrackerClient tracker)
    {
        (IsBusy, Failure) = (true, null);
        try
        {
            Result = await tracker.AuditAsync(Claims);
        }
        catch (HttpRequestException e)
        {
            (Result, Failure) = (null, $"The tracker does not answer: {e.Message}");
        }
        finally
        {
            IsBusy = false;
        }
    }

    public void Toggle(string verdict)
    {
        if (!Hidden.Remove(verdict))
            Hidden.Add(verdict);
    }
}
