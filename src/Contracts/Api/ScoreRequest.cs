using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

/// <summary>Which runs a table of scores is built from, and what is read off them. All that is given must hold.</summary>
public abstract record ScoreRequest
{
    public const string DefaultSplit = "val";

    /// <summary>In the filter language (docs/filters.md).</summary>
    public string? Filter { get; init; }

    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string Split { get; init; } = DefaultSplit;

    /// <summary>What is scored, in a ladder what differences and class effects are of; null: "seg" where it was evaluated.</summary>
    public string? Output { get; init; }

    /// <summary>Null: the better one where a run has two.</summary>
    public string? Network { get; init; }

    public ScoreSelection Selection { get; init; }
}
