namespace Platform.Contracts.Api;

/// <summary>Which ladder is asked for.</summary>
public record AblationRequest : ScoreRequest
{
    /// <summary>One of <see cref="AblationTable.Settings"/>; null: the settings with the most combinations of switches.</summary>
    public string? Settings { get; init; }
}

/// <summary>Runs that may make a ladder: what they have in common, how many there are, and how many combinations of switches.</summary>
public sealed record AblationScope(string Project, string Experiment, string? Sweep, int Runs, int Combinations);
