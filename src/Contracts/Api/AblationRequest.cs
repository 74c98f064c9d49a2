using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

/// <summary>Which runs a ladder is built from, and what is read off them. All that is given must hold.</summary>
public sealed record AblationRequest
{
    public const string DefaultSplit = "val";

    /// <summary>In the filter language (docs/filters.md).</summary>
    public string? Filter { get; init; }

    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string Split { get; init; } = DefaultSplit;

    /// <summary>The output class effects are of; null: "seg" where it was evaluated.</summary>
    public string? Output { get; init; }

    /// <summary>Null: the better one where a run has two.</summary>
    public string? Network { get; init; }

    public ScoreSelection Selection { get; init; }

    /// <summary>One of <see cref="AblationTable.Settings"/>; null: the settings with the most combinations of switches.</summary>
    public string? Settings { get; init; }
}

/// <summary>Runs that may make a ladder: what they have in common, how many there are, and how many combinations of switches.</summary>
public sealed record AblationScope(string Project, string Experiment, string? Sweep, int Runs, int Combinations);
