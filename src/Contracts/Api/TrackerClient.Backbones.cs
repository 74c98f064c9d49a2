namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>Methods by backbones at one schedule.</summary>
    /// <exception cref="BadFilterException">The filter cannot be understood.</exception>
    public Task<BackboneTable> BackbonesAsync(BackboneRequest request, CancellationToken cancel = default) =>
        AskAsync<BackboneTable>("api/backbones" + Query(
            [.. Of(request), ("schedule", request.Schedule), ("variants", request.Variants ? "true" : null)]), cancel);
}
