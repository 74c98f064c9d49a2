using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>What the run table shows and in which order; kept in the address.</summary>
public sealed record RunFilter
{
    public const string DefaultSort = "started";

    public string? Search { get; init; }
    public RunStatus? Status { get; init; }
    public string? Method { get; init; }
    public string Sort { get; init; } = DefaultSort;
    public bool Descending { get; init; } = true;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Search) && Status is null && Method is null;

    /// <summary>From the address; what it does not know it takes for absent.</summary>
    public static RunFilter Read(string? search, string? status, string? method, string? sort, string? direction) => new()
    {
        Search = string.IsNullOrWhiteSpace(search) ? null : search,
        Status = Enum.TryParse<RunStatus>(status, true, out var known) && Enum.IsDefined(known) ? known : null,
        Method = string.IsNullOrEmpty(method) ? null : method,
        Sort = RunListRequest.SortKeys.Contains(sort) ? sort! : DefaultSort,
        Descending = direction != "asc",
    };

    /// <summary>A click on a header: its column's natural order first, then the other way round.</summary>
    public RunFilter SortedBy(string key) =>
        key == Sort ? this with { Descending = !Descending } : this with { Sort = key, Descending = key is "started" or "best" or "progress" or "updated" };

    public RunListRequest ToRequest(int take) => new()
    {
        Search = Search, Status = Status, Method = Method, Sort = Sort, Descending = Descending, Take = take,
    };
}
