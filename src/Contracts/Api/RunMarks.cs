namespace Platform.Contracts.Api;

/// <summary>Tags to put on a run.</summary>
public sealed record TagsRequest(IReadOnlyList<string> Tags);

/// <summary>What people may change of a run; absent members stay as they are.</summary>
public sealed record RunChange
{
    public bool? Archived { get; init; }

    /// <summary>Whether others rely on it: an audited run is never pruned.</summary>
    public bool? Audited { get; init; }
}
