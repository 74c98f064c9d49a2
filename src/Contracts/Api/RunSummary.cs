namespace Platform.Contracts.Api;

/// <summary>A row of the run table.</summary>
public sealed record RunSummary
{
    public required Guid Id { get; init; }
    public required string Project { get; init; }
    public required string Experiment { get; init; }
    public required string Name { get; init; }
    public required string Method { get; init; }
    public required string Backbone { get; init; }
    public required string Dataset { get; init; }
    public required RunStatus Status { get; init; }
    public required int Attempt { get; init; }
    public required int Seed { get; init; }
    public required IReadOnlyDictionary<string, bool> Switches { get; init; }

    /// <summary>The last iteration heard of.</summary>
    public required int Iteration { get; init; }

    public required int TotalIterations { get; init; }

    /// <summary>The current phase; absent before the first.</summary>
    public string? Phase { get; init; }

    /// <summary>Best segmentation mIoU on the validation split, percent, recomputed from confusion matrices.</summary>
    public double? BestMeanIou { get; init; }

    public int? BestIteration { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the newest applied entry happened.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The sequence up to which everything shown is complete.</summary>
    public required long AppliedSequence { get; init; }
}

/// <summary>One page of the run table.</summary>
public sealed record RunPage(int Total, IReadOnlyList<RunSummary> Runs);
