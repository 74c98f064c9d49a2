using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Dashboard.Backbones;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>Methods by backbones.</summary>
    public static string Backbones(BackbonesAddress? address = null) => "/backbones" + BackbonesQuery(address ?? new());

    /// <summary>The matrix as a file; <paramref name="name"/> is "table.tex", "table.csv" or "table.md".</summary>
    public static string BackbonesFile(BackbonesAddress address, string name) => $"/backbones/{name}" + BackbonesQuery(address);

    static string BackbonesQuery(BackbonesAddress address) => Query(
    [
        ("filter", address.Filter), ("project", address.Project), ("experiment", address.Experiment),
        ("split", address.Split == AblationRequest.DefaultSplit ? null : address.Split), ("output", address.Output), ("network", address.Network),
        ("pick", address.Selection == ScoreSelection.Best ? "best" : null), ("schedule", address.Schedule), ("variants", address.Variants ? "1" : null),
    ]);
}
