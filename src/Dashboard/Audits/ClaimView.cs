using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Audits;

/// <summary>One published claim.</summary>
public sealed class ClaimView(string file, string id, TrackerClient tracker, TimeProvider time)
{
    public string File => file;
    public string Id => id;
    public ClaimDetail? Detail { get; private set; }
    public bool IsUnknown { get; private set; }
    public TrackerFailure? Failure { get; private set; }

    /// <returns>Whether the tracker answered.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancel = default)
    {
        try
        {
            Detail = await tracker.ClaimAsync(file, id, cancel);
            (IsUnknown, Failure) = (Detail is null, null);
            return true;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failure = TrackerFailure.Of(e, Failure, time);
            return false;
        }
    }
}
