using System.Text.Json;

namespace Platform.Contracts.Api;

/// <summary>Everything of a run but its series, pictures and matrices.</summary>
public sealed record RunDetail
{
    public required RunSummary Summary { get; init; }
    public required JsonElement Config { get; init; }
    public required string ConfigHash { get; init; }
    public required IReadOnlyDictionary<string, int> SplitSizes { get; init; }
    public string? CodeRevision { get; init; }
    public required bool CodeDirty { get; init; }
    public required string Host { get; init; }
    public required string Device { get; init; }
    public required IReadOnlyDictionary<string, string> Libraries { get; init; }
    public string? SweepId { get; init; }
    public string? CellId { get; init; }

    /// <summary>Why it failed, or who stopped it.</summary>
    public string? Ending { get; init; }

    public string? Stack { get; init; }
    public required IReadOnlyList<PhaseSpan> Phases { get; init; }

    /// <summary>Empty where they were not asked for.</summary>
    public required IReadOnlyList<MetricSummary> Metrics { get; init; }

    /// <summary>How many metrics the run has.</summary>
    public int MetricCount { get; init; }

    public required IReadOnlyList<SavedCheckpoint> Checkpoints { get; init; }
    public required JournalState Journal { get; init; }
}

/// <summary>A phase, from its first iteration to the one before the next phase's (absent while it lasts).</summary>
public sealed record PhaseSpan(string Name, int FromIteration, int? ToIteration, string Reason)
{
    /// <summary>The phase's best segmentation mIoU on the validation split, percent, and where; absent where it was not evaluated.</summary>
    public double? BestMeanIou { get; init; }

    public int? BestIteration { get; init; }
}

/// <summary>What is known of a metric without reading its points; NaN points are counted but never the best.</summary>
public sealed record MetricSummary
{
    public required string Name { get; init; }
    public required long Count { get; init; }
    public required int LastIteration { get; init; }
    public required double Last { get; init; }
    public required double Min { get; init; }
    public required int MinIteration { get; init; }
    public required double Max { get; init; }
    public required int MaxIteration { get; init; }

    /// <summary>Whether the smallest value is the best one, by the metric's name.</summary>
    public bool LowerIsBetter { get; init; }
}

/// <summary>A checkpoint as its entry told of it.</summary>
public sealed record SavedCheckpoint(int Iteration, int Attempt, string Path, string Sha256, long SizeBytes, bool IsBest, string? BestBy);

/// <summary>How whole the stored journal of a run is.</summary>
public sealed record JournalState
{
    public required long Stored { get; init; }
    public required long HighestSequence { get; init; }

    /// <summary>Every entry up to here is stored, linked and projected.</summary>
    public required long AppliedSequence { get; init; }

    /// <summary>The attempt of the lease that was granted last, which alone may go on; 0 where none was.</summary>
    public int GrantedAttempt { get; init; }

    /// <summary>Sequences missing below <see cref="HighestSequence"/>.</summary>
    public required IReadOnlyList<SequenceRange> Gaps { get; init; }

    /// <summary>Entries received with a stored sequence but other bytes.</summary>
    public required long Conflicts { get; init; }

    /// <summary>The first applied entry whose previous hash does not match; absent when the chain is whole.</summary>
    public long? BrokenAt { get; init; }

    /// <summary>SHA-256 of the newest applied entry.</summary>
    public string? HeadHash { get; init; }
}

/// <summary>Inclusive at both ends.</summary>
public sealed record SequenceRange(long From, long To);
