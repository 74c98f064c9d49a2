using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>The ladder that runs make.</summary>
    /// <exception cref="BadFilterException">The filter cannot be understood.</exception>
    public Task<AblationTable> AblationsAsync(AblationRequest request, CancellationToken cancel = default) =>
        AskAsync<AblationTable>("api/ablations" + Query([.. Of(request), ("settings", request.Settings)]), cancel);

    /// <summary>Experiments and sweeps in which switches vary, those with the newest runs first.</summary>
    public async Task<IReadOnlyList<AblationScope>> AblationScopesAsync(CancellationToken cancel = default) =>
        await FindAsync<AblationScope[]>("api/ablations/scopes", cancel) ?? [];

    static (string, string?)[] Of(ScoreRequest request) =>
    [
        ("filter", request.Filter), ("project", request.Project), ("experiment", request.Experiment), ("split", request.Split), ("output", request.Output),
        ("network", request.Network), ("selection", request.Selection == ScoreSelection.Last ? null : request.Selection.ToString()),
    ];
}
