namespace TorchSharp;

/// <summary>How many were made and freed, in and outside of scopes.</summary>
public class LifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    public long CreatedInScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long AttachedToScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Made and not disposed yet; what the finalizer freed is still counted.</summary>
    public long ThreadTotalLiveCount => CreatedOutsideScopeCount + CreatedInScopeCount - DisposedOutsideScopeCount - DisposedInScopeCount;

    public void Reset() =>
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount = AttachedToScopeCount = DetachedFromScopeCount = 0;

    public override string ToString() =>
        $"made {CreatedInScopeCount} in and {CreatedOutsideScopeCount} outside of scopes, disposed {DisposedInScopeCount} and {DisposedOutsideScopeCount}, "
        + $"attached {AttachedToScopeCount}, detached {DetachedFromScopeCount}, live {ThreadTotalLiveCount}";
}
