using Platform.Contracts.Api;
using Platform.Dashboard.Tables;

namespace Platform.Dashboard.Ablations;

/// <summary>Which ladder is shown, and how; kept in the address.</summary>
public sealed record AblationsAddress : AblationRequest
{
    /// <summary>Whether class effects are shown against the baseline; otherwise against the row before.</summary>
    public bool AgainstBaseline { get; init; }

    /// <summary>Whether classes are shown by the last step's effect; otherwise in the dataset's order.</summary>
    public bool ByEffect { get; init; }

    /// <summary>No scope was chosen, not even all runs.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The same of other runs; what was chosen among the former's settings means nothing here.</summary>
    public AblationsAddress Of(AblationScope? scope) => this with
    {
        Filter = scope?.Sweep is { } sweep ? FilterOf(sweep) : null, Project = scope?.Project, Experiment = scope?.Experiment, Settings = null, IsOpen = false,
    };

    public bool Is(AblationScope scope) => this with { Settings = null } == (this with { Settings = null }).Of(scope);

    /// <summary>The runs of one sweep, in the filter language.</summary>
    public static string FilterOf(string sweep) => $"sweep = \"{sweep.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>From the address; what it does not know it takes for absent.</summary>
    public static AblationsAddress Read(PageQuery query)
    {
        var address = ScoreAddress.Read<AblationsAddress>(query);
        return address with
        {
            Settings = query.Text("settings"),
            AgainstBaseline = query.Text("against") == "baseline",
            ByEffect = query.Text("classes") == "effect",
            IsOpen = address is { Filter: null, Project: null, Experiment: null } && query.Text("runs") is null,
        };
    }
}
