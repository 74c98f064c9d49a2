using Platform.Contracts.Api;

namespace Platform.Tracker.Ablations;

/// <summary>A run with what tables of several runs need of it.</summary>
sealed class ScoredRun
{
    public required RunSummary Summary { get; init; }

    /// <summary>Leaves of the configuration, without switches and seed; texts as they are, the rest as JSON.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The commit, with a plus where the work tree differed from it; null where unknown.</summary>
    public required string? Revision { get; init; }

    public required string Device { get; init; }

    /// <summary>The evaluation of each output that stands for the run; an output without one is absent.</summary>
    public required IReadOnlyDictionary<string, RunScore> Scores { get; init; }

    /// <summary>The same for runs whose every evaluation has the same mIoU; null where there is none, or a log stated them rounded. Computed for those that are compared.</summary>
    public required Lazy<string?> Course { get; init; }

    public Guid Id => Summary.Id;
    public int Seed => Summary.Seed;

    public bool IsOn(string name) => Summary.Switches.GetValueOrDefault(name);
}

/// <summary>One evaluation's mIoU, percent.</summary>
/// <param name="Sequence">The evaluation's id within its run.</param>
/// <param name="Protocol">How it was made and of which classes; numbers of different ones are not compared.</param>
sealed record RunScore(long Sequence, string Network, int Iteration, double MeanIou, ScoreProtocol Protocol);
