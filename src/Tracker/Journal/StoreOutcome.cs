using Platform.Contracts.Events;

namespace Platform.Tracker.Journal;

/// <summary>What became of a batch of lines.</summary>
sealed class StoreOutcome
{
    /// <summary>Entries stored now; those that were there already are not counted.</summary>
    public required int Stored { get; init; }

    /// <summary>Metric points in them.</summary>
    public long Points { get; init; }

    public required int Conflicts { get; init; }

    /// <summary>Entries of runs that somebody deleted.</summary>
    public int Dropped { get; init; }

    /// <summary>By place among the lines: why it was refused.</summary>
    public required IReadOnlyList<(int Place, string Reason)> Refused { get; init; }

    public required IReadOnlyList<RunChanged> Changed { get; init; }
}
