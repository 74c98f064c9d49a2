using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>The list of sweeps, without a browser.</summary>
public sealed class SweepsView(TrackerClient tracker, TimeProvider time)
{
    /// <summary>Null until the first answer.</summary>
    public IReadOnlyList<SweepSummary>? Sweeps { get; private set; }

    public IReadOnlyList<TrainerSummary> Trainers { get; private set; } = [];

    public TrackerFailure? Failure { get; private set; }

    /// <summary>Asks again; false, with <see cref="Failure"/> set and the old list kept, when the tracker does not answer.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancel = default)
    {
        try
        {
            (Sweeps, Trainers, Failure) = (await tracker.SweepsAsync(cancel), await tracker.TrainersAsync(cancel), null);
            return true;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failure = TrackerFailure.Of(e, Failure, time);
            return false;
        }
    }
}
