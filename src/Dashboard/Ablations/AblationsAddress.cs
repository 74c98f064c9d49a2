using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Ablations;

/// <summary>Which ladder is shown, and how; kept in the address.</summary>
public sealed record AblationsAddress
{
    public string? Filter { get; init; }
    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string Split { get; init; } = AblationRequest.DefaultSplit;

    /// <summary>What differences and class effects are of; null: segmentation where it was evaluated.</summary>
    public string? Output { get; init; }

    public string? Network { get; init; }
    public ScoreSelection Selection { get; init; }
    public string? Settings { get; init; }

    /// <summary>Whether class effects are shown against the baseline; otherwise against the row before.</summary>
    public bool AgainstBaseline { get; init; }

    /// <summary>Whether classes are shown by the last step's effect; otherwise in the dataset's order.</summary>
    public bool ByEffect { get; init; }

    /// <summary>No scope was chosen, not even all runs.</summary>
    public bool IsOpen { get; init; }

    public AblationRequest ToRequest() => new()
    {
        Filter = Filter, Project = Project, Experiment = Experiment, Split = Split, Output = Output, Network = Network, Selection = Selection, Settings = Settings,
    };

    /// <summary>The same of other runs; what was chosen among the former's settings means nothing here.</summary>
    public AblationsAddress Of(AblationScope? scope) => this with
    {
        Filter = scope?.Sweep is { } sweep ? FilterOf(sweep) : null, Project = scope?.Project, Experiment = scope?.Experiment, Settings = null, IsOpen = false,
    };

    public bool Is(AblationScope scope) => this with { Settings = null } == (this with { Settings = null }).Of(scope);

    /// <summary>The runs of one sweep, in the filter language.</summary>
    public static string FilterOf(string sweep) => $"sweep = \"{sweep.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>From the address; what it does not know it takes for absent.</summary>
    public static AblationsAddress Read(IReadOnlyDictionary<string, string?> query)
    {
        string? Text(string key) => query.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;
        return new()
        {
            Filter = Text("filter"),
            Project = Text("project"),
            Experiment = Text("experiment"),
            Split = Text("split") ?? AblationRequest.DefaultSplit,
            Output = Text("output"),
            Network = Text("network"),
            Selection = Text("pick") == "best" ? ScoreSelection.Best : ScoreSelection.Last,
            Settings = Text("settings"),
            AgainstBaseline = Text("against") == "baseline",
            ByEffect = Text("classes") == "effect",
            IsOpen = Text("filter") is null && Text("project") is null && Text("experiment") is null && Text("runs") is null,
        };
    }
}
