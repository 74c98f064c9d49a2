using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Backbones;

/// <summary>Which matrix is shown; kept in the address.</summary>
public sealed record BackbonesAddress
{
    public string? Filter { get; init; }
    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string Split { get; init; } = AblationRequest.DefaultSplit;
    public string? Output { get; init; }
    public string? Network { get; init; }
    public ScoreSelection Selection { get; init; }
    public string? Schedule { get; init; }
    public bool Variants { get; init; }

    public BackboneRequest ToRequest() => new()
    {
        Filter = Filter, Project = Project, Experiment = Experiment, Split = Split, Output = Output, Network = Network, Selection = Selection,
        Schedule = Schedule, Variants = Variants,
    };

    /// <summary>From the address; what it does not know it takes for absent.</summary>
    public static BackbonesAddress Read(IReadOnlyDictionary<string, string?> query)
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
            Schedule = Text("schedule"),
            Variants = Text("variants") == "1",
        };
    }
}
