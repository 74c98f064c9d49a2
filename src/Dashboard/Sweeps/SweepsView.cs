using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>The list of sweeps, without a browser.</summary>
public sealed class SweepsView(TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    /// <summary>Null until the first answer.</summary>
    public IReadOnlyList<SweepSummary>? Sweeps { get; private set; }

    public IReadOnlyList<TrainerSummary> Trainers { get; private set; } = [];

    /// <summary>Asks again; false, with <see cref="TrackerView.Failure"/> set and the old list kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) =>
        TryAsync(async () => (Sweeps, Trainers) = (await tracker.SweepsAsync(cancel), await tracker.TrainersAsync(cancel)), cancel);
}
