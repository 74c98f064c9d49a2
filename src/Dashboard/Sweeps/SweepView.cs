using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Sweeps;

/// <summary>One sweep's state, without a browser.</summary>
/// <param name="sweep">Its id or name.</param>
public sealed class SweepView(TrackerClient tracker, TimeProvider time, string sweep) : TrackerView(time)
{
    /// <summary>Null until the first answer, and where there is none.</summary>
    public SweepDetail? Detail { get; private set; }

    public IReadOnlyList<TrainerSummary> Trainers { get; private set; } = [];

    /// <summary>There is no such sweep.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>What came of the last command, to be said.</summary>
    public string? Said { get; private set; }

    /// <summary>Whether the last command was refused.</summary>
    public bool Refused { get; private set; }

    /// <summary>Asks again; false, with <see cref="TrackerView.Failure"/> set and the old answer kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) => TryAsync(async () =>
    {
        var detail = await tracker.SweepAsync(sweep, cancel);
        (Detail, IsUnknown, Trainers) = (detail, detail is null, await tracker.TrainersAsync(cancel));
    }, cancel);

    public Task PauseAsync() => TellAsync(tracker.PauseSweepAsync(sweep), "Paused: cells at work go on, no other begins.");

    public Task ResumeAsync() => TellAsync(tracker.ResumeSweepAsync(sweep), "Resumed.");

    public Task StopAsync() => TellAsync(tracker.StopSweepAsync(sweep), "Stopped: cells at work save a checkpoint and end.");

    public Task RetryAsync() => TellAsync(tracker.RetrySweepAsync(sweep), "The cells that failed are queued again.");

    public Task FillAsync() => TellAsync(tracker.FillSweepAsync(sweep), "Every cell that is missing is queued.");

    /// <summary>Cells the table lists.</summary>
    public IReadOnlyList<SweepCellInfo> Listed(SweepAddress address)
    {
        var picked = address.Picked?.Split(',').ToHashSet();
        return [.. (Detail?.Cells ?? []).Where(c => address.State is null || c.State == address.State).Where(c => picked is null || picked.Contains(c.Id))];
    }

    /// <summary>Trainers that train this sweep's cells, with the cell.</summary>
    public IReadOnlyList<(SweepCellInfo Cell, TrainerSummary? Trainer)> AtWork =>
        [.. (Detail?.Cells ?? []).Where(c => c.State is SweepCellState.Running or SweepCellState.Stale).Select(c => (c, Trainers.FirstOrDefault(t => t.Trainer == c.Trainer)))];

    /// <summary>Says something beside the commands.</summary>
    public void Say(string text) => (Said, Refused) = (text, false);

    async Task TellAsync(Task<CommandOutcome> command, string done)
    {
        try
        {
            var outcome = await command;
            (Said, Refused) = (outcome.Done ? done : outcome.Problem ?? "It could not be done.", !outcome.Done);
            await RefreshAsync();
        }
        catch (Exception e) when (TrackerFailure.Is(e, default))
        {
            (Said, Refused) = ($"The tracker did not take it: {TrackerFailure.Of(e, null, Time).Reason}", true);
        }
    }
}
