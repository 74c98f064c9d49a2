using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>One published claim.</summary>
public sealed class ClaimView(string file, string id, TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    public string File => file;
    public string Id => id;
    public ClaimDetail? Detail { get; private set; }
    public bool IsUnknown { get; private set; }

    /// <returns>Whether the tracker answered.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) => TryAsync(async () =>
    {
        Detail = await tracker.ClaimAsync(file, id, cancel);
        IsUnknown = Detail is null;
    }, cancel);
}
