namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    public Task<FleetStatus> FleetAsync(CancellationToken cancel = default) => AskAsync<FleetStatus>("api/fleet", cancel);
}
