namespace Platform.Dashboard.Audits;

/// <summary>Which claims the page shows; all of it is in its address.</summary>
public sealed record ClaimsFilter
{
    /// <summary>None: any.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    public string? File { get; init; }
    public Guid? Run { get; init; }
    public string? Search { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public bool IsEmpty => Verdicts.Count == 0 && string.IsNullOrEmpty(File) && Run is null && string.IsNullOrEmpty(Search);

    /// <summary>What cannot be understood is left out.</summary>
    public static ClaimsFilter Read(string? verdicts, string? file, string? run, string? search, int? page) => new()
    {
        Verdicts = [.. (verdicts ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(VerdictBadge.All.Contains).Distinct()],
        File = string.IsNullOrEmpty(file) ? null : file,
        Run = Guid.TryParse(run, out var id) ? id : null,
        Search = string.IsNullOrEmpty(search) ? null : search,
        Page = page is > 0 and < 100_000 ? page.Value : 1,
    };

    /// <summary>With a verdict asked for, or no longer.</summary>
    public ClaimsFilter Toggle(string verdict) => this with
    {
        Page = 1, Verdicts = Verdicts.Contains(verdict) ? [.. Verdicts.Where(v => v != verdict)] : [.. Verdicts, verdict],
    };
}
