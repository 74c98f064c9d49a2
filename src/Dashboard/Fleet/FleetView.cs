using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Fleet;

/// <summary>Trainers, queues and the tracker's pace, without a browser.</summary>
public sealed class FleetView(TrackerClient tracker, TimeProvider time) : TrackerView(time)
{
    /// <summary>Null until the first answer.</summary>
    public FleetStatus? Status { get; private set; }

    /// <summary>Trainers by name, then runs at work that no heartbeat is heard of.</summary>
    public IReadOnlyList<TrainerRow> Trainers { get; private set; } = [];

    public IReadOnlyList<FleetFinding> Findings { get; private set; } = [];

    public int Alive => Trainers.Count(t => t.State is TrainerState.Idle or TrainerState.Training or TrainerState.Draining);

    public int Training => Trainers.Count(t => t.State == TrainerState.Training);

    /// <summary>The newest span's; null while the tracker has measured none.</summary>
    public IngestRate? Pace => Status?.Ingest is [.., var newest] ? newest : null;

    /// <summary>Those whose name, host, device or run contains the text.</summary>
    public IReadOnlyList<TrainerRow> Matching(string? search) =>
        string.IsNullOrWhiteSpace(search) ? Trainers : [.. Trainers.Where(t => t.Contains(search.Trim()))];

    /// <summary>Asks again; false, with <see cref="TrackerView.Failure"/> set and what was read kept, when the tracker does not answer.</summary>
    public Task<bool> RefreshAsync(CancellationToken cancel = default) => TryAsync(async () =>
    {
        var (status, trainers) = (tracker.FleetAsync(cancel), tracker.TrainersAsync(cancel));
        await Task.WhenAll(status, trainers);
        Status = await status;
        Trainers = Join(await trainers, Status.Running);
        Findings = FleetFinding.Of(Status, Trainers);
    }, cancel);

    // Synthetic runs and those of trainers elsewhere may be at work without a heartbeat that reaches this tracker.
    static TrainerRow[] Join(IReadOnlyList<TrainerSummary> trainers, IReadOnlyList<RunAtWork> running)
    {
        var byId = running.ToDictionary(r => r.Id);
        var heard = trainers.Select(t => t.RunId).OfType<Guid>().ToHashSet();
        return
        [
            .. trainers.OrderBy(t => t.Trainer, StringComparer.Ordinal).Select(t => new TrainerRow(t, t.RunId is { } id ? byId.GetValueOrDefault(id) : null)),
            .. running.Where(r => !heard.Contains(r.Id)).Select(r => new TrainerRow(null, r)),
        ];
    }
}

/// <summary>A trainer and what it runs; one of the two may be unknown.</summary>
public sealed record TrainerRow(TrainerSummary? Trainer, RunAtWork? Run)
{
    public string Key => Trainer?.Trainer ?? Run!.Id.ToString();
    public string? Host => Trainer?.Host ?? Run?.Host;
    public string? Device => Trainer?.Device ?? Run?.Device;
    public string? RunName => Trainer?.RunName ?? Run?.Name;
    public Guid? RunId => Trainer?.RunId ?? Run?.Id;
    public int? Iteration => Run?.Iteration ?? Trainer?.Iteration;
    public int? TotalIterations => Run?.TotalIterations ?? Trainer?.TotalIterations;

    /// <summary>Null where a run is at work and no trainer says that it is its.</summary>
    public TrainerState? State => Trainer?.State;

    public DateTimeOffset LastHeardAt => Trainer?.LastHeardAt ?? Run!.UpdatedAt;

    internal bool Contains(string text) =>
        new[] { Trainer?.Trainer, Host, Device, RunName }.Any(t => t?.Contains(text, StringComparison.OrdinalIgnoreCase) is true);
}
