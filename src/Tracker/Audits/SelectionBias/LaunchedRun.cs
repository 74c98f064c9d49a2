using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.SelectionBias;

/// <summary>A run that was started, whether or not anybody reports it.</summary>
sealed record LaunchedRun
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Experiment { get; init; }
    public required string Method { get; init; }
    public required string Backbone { get; init; }
    public required string Dataset { get; init; }
    public required string ConfigHash { get; init; }
    public required int Seed { get; init; }
    public required RunStatus Status { get; init; }

    /// <summary>Its best segmentation mIoU, percent; null before the first evaluation.</summary>
    public required decimal? Best { get; init; }

    /// <summary>The log it was imported from.</summary>
    public ImportedFacts? Imported { get; init; }

    /// <summary>What its seed alone tells from others.</summary>
    public (string Experiment, string Method, string Backbone, string Dataset, string ConfigHash) Setup => (Experiment, Method, Backbone, Dataset, ConfigHash);

    public bool IsAbout(Subject subject) => subject.Names(Id, Name, Imported?.Source);

    /// <summary>Null where the journal does not begin with the run's start.</summary>
    public static LaunchedRun? Of(JournalEvidence run) => run is not { Started: { } started, RunId: { } id } ? null : new()
    {
        Id = id, Name = started.RunName, Experiment = started.Experiment, Method = started.Method, Backbone = started.Backbone, Dataset = started.Dataset,
        ConfigHash = started.ConfigHash, Seed = started.Seed, Imported = started.Imported,
        Status = run.Ending switch { RunCompleted => RunStatus.Completed, RunFailed => RunStatus.Failed, RunStopped => RunStatus.Stopped, _ => RunStatus.Running },
        Best = run.Evaluations.Where(m => m is { Metric: MetricName.MeanIou, Output: "seg" }).Select(m => (decimal?)m.Value).Max(),
    };

    public static LaunchedRun Of(RunSummary run, string configHash) => new()
    {
        Id = run.Id, Name = run.Name, Experiment = run.Experiment, Method = run.Method, Backbone = run.Backbone, Dataset = run.Dataset, ConfigHash = configHash,
        Seed = run.Seed, Status = run.Status, Imported = run.Imported,
        Best = run.BestMeanIou is { } best && double.IsFinite(best) ? Number.Exact(best) : null,
    };
}
