using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Tables;

/// <summary>How the addresses of tables of scores say which scores; what they do not know they take for absent.</summary>
static class ScoreAddress
{
    public static T Read<T>(PageQuery query) where T : ScoreRequest, new() => new()
    {
        Filter = query.Text("filter"),
        Project = query.Text("project"),
        Experiment = query.Text("experiment"),
        Split = query.Text("split") ?? ScoreRequest.DefaultSplit,
        Output = query.Text("output"),
        Network = query.Text("network"),
        Selection = query.Text("pick") == "best" ? ScoreSelection.Best : ScoreSelection.Last,
    };

    public static (string, string?)[] Of(ScoreRequest request) =>
    [
        ("filter", request.Filter), ("project", request.Project), ("experiment", request.Experiment),
        ("split", request.Split == ScoreRequest.DefaultSplit ? null : request.Split), ("output", request.Output), ("network", request.Network),
        ("pick", request.Selection == ScoreSelection.Best ? "best" : null),
    ];
}
