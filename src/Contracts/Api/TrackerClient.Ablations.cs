using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;
using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>The ladder that runs make.</summary>
    /// <exception cref="BadFilterException">The filter cannot be understood.</exception>
    public Task<AblationTable> AblationsAsync(AblationRequest request, CancellationToken cancel = default) =>
        FilteredAsync<AblationTable>("api/ablations" + Query(
            ("filter", request.Filter), ("project", request.Project), ("experiment", request.Experiment), ("split", request.Split),
            ("output", request.Output), ("network", request.Network), ("selection", Text(request.Selection)), ("settings", request.Settings)), cancel);

    /// <summary>Experiments and sweeps in which switches vary, those with the newest runs first.</summary>
    public async Task<IReadOnlyList<AblationScope>> AblationScopesAsync(CancellationToken cancel = default) =>
        await FindAsync<AblationScope[]>("api/ablations/scopes", cancel) ?? [];

    async Task<T> FilteredAsync<T>(string path, CancellationToken cancel) where T : class
    {
        using var response = await http.GetAsync(path, cancel);
        if (response.StatusCode == HttpStatusCode.BadRequest
            && (await response.Content.ReadFromJsonAsync<FilterProblem>(JournalJson.Options, cancel))?.Error is { } error)
            throw new BadFilterException(error);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(JournalJson.Options, cancel) ?? throw new InvalidDataException($"{path} answered null");
    }

    static string? Text(ScoreSelection selection) => selection == ScoreSelection.Last ? null : selection.ToString();
}
