namespace Platform.Contracts.Api;

/// <summary>Which runs, in which order. Text members match exactly; <see cref="Search"/> matches a part of name, method, backbone, dataset or experiment.</summary>
public sealed record RunListRequest
{
    public string? Search { get; init; }
    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string? Method { get; init; }
    public RunStatus? Status { get; init; }

    /// <summary>One of <see cref="SortKeys"/>; default "started".</summary>
    public string? Sort { get; init; }

    /// <summary>Default true: newest, best, largest first.</summary>
    public bool? Descending { get; init; }

    public int? Skip { get; init; }

    /// <summary>Default 100, at most 1000.</summary>
    public int? Take { get; init; }

    public static readonly IReadOnlyList<string> SortKeys =
        ["started", "name", "status", "method", "backbone", "dataset", "progress", "best", "updated"];
}
