using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    public async Task<FleetStatus> FleetAsync(CancellationToken cancel = default) =>
        await http.GetFromJsonAsync<FleetStatus>("api/fleet", JournalJson.Options, cancel)
        ?? throw new InvalidDataException("api/fleet answered null");
}
