namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>Methods by backbones at one schedule.</summary>
    /// <exception cref="BadFilterException">The filter cannot be understood.</exception>
    public Task<BackboneTable> BackbonesAsync(BackboneRequest request, CancellationToken cancel = default) =>
        AskAsync<BackboneTable>("api/backbones" + Query(
            ("filter", request.Filter), ("project", request.Project), ("experiment", request.Experiment), ("split", request.Split),
            ("output", request.Output), ("network", request.Network), ("selection", Text(request.Selection)), ("schedule", request.Schedule),
            ("variants", request.Variants ? "true" : null)), cancel);
}
