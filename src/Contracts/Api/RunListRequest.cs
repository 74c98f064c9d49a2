namespace Platform.Contracts.Api;

/// <summary>
/// Which runs, in which order, with which values beside them. Text members match exactly; <see cref="Search"/> matches a part of
/// name, method, backbone, dataset or experiment; all that is given must hold.
/// </summary>
public sealed record RunListRequest
{
    /// <summary>In the filter language (docs/filters.md): <c>method = "dupl" and best(miou/val/seg) > 60</c>.</summary>
    public string? Filter { get; init; }

    public string? Search { get; init; }
    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string? Method { get; init; }
    public RunStatus? Status { get; init; }

    /// <summary>
    /// Fields, parameters and metrics, separated by commas, the first decides; a minus in front makes the largest come first:
    /// <c>-best(miou/val/seg),name</c>. Default "-started". Runs without a value come last, whichever way round.
    /// </summary>
    public string? Sort { get; init; }

    /// <summary>True: terms of <see cref="Sort"/> without a minus come largest first, too.</summary>
    public bool? Descending { get; init; }

    /// <summary>Parameters, metrics and fields to answer with each run: <c>param:optimizer.learningRate</c>, <c>last:loss/total</c>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether archived runs are listed too; they also are where the filter asks for <c>archived</c>.</summary>
    public bool? Archived { get; init; }

    public int? Skip { get; init; }

    /// <summary>Default 100, at most 1000.</summary>
    public int? Take { get; init; }

    /// <summary>The page after the one that came with this as <see cref="RunPage.Next"/>, for the same sort.</summary>
    public string? Cursor { get; init; }

    /// <summary>Fields a column of the run table can be sorted by.</summary>
    public static readonly IReadOnlyList<string> SortKeys =
        ["started", "name", "status", "method", "backbone", "dataset", "progress", "best", "updated"];
}
