using Platform.Contracts.Sweeps;

namespace Platform.Tracker.Sweeps;

/// <summary>A run a sweep wants, and the lease of whoever trains it.</summary>
sealed class SweepCell
{
    public required Guid SweepId { get; init; }
    public required string CellId { get; init; }

    /// <summary>Given with the cell, so that every attempt at it goes into one journal.</summary>
    public required Guid RunId { get; set; }

    /// <summary>The run it had before somebody deleted that: it gets it back where it is restored before another attempt begins.</summary>
    public Guid? FormerRunId { get; set; }

    /// <summary>Cells of a sweep begin in this order.</summary>
    public required int Position { get; init; }

    public required string Name { get; set; }
    public required string Label { get; set; }
    public required int Seed { get; init; }
    public required string ConfigHash { get; init; }

    /// <summary>JSON.</summary>
    public required string Config { get; init; }

    public required string Method { get; init; }
    public required string Backbone { get; init; }
    public required string Dataset { get; init; }
    public required int TotalIterations { get; init; }

    /// <summary>JSON.</summary>
    public required string Values { get; set; }

    public required SweepCellState State { get; set; }

    /// <summary>What it becomes once its trainer has ended it: stopped or pruned.</summary>
    public SweepCellState? Wanted { get; set; }

    /// <summary>Why its trainer is to end it.</summary>
    public string? WantedFor { get; set; }

    /// <summary>The attempt that was granted last: the only one whose entries count from there on.</summary>
    public int Attempt { get; set; }

    /// <summary>How often it failed since it was last asked for.</summary>
    public int Failures { get; set; }

    /// <summary>How often its trainer fell silent.</summary>
    public int Losses { get; set; }

    /// <summary>The same, without it having come further.</summary>
    public int LossesInPlace { get; set; }

    /// <summary>The iteration up to which it had come when its trainer fell silent.</summary>
    public int LostAt { get; set; }

    public int Iteration { get; set; }
    public double? Value { get; set; }

    /// <summary>JSON of <see cref="EvaluationPoint"/>s.</summary>
    public string? Evaluations { get; set; }

    /// <summary>The journal's sequence of the newest evaluation taken into account.</summary>
    public long EvaluatedSequence { get; set; }

    public string? Error { get; set; }
    public string? Trainer { get; set; }

    /// <summary>The request it was granted to: the same request gets the same answer.</summary>
    public Guid? Claim { get; set; }

    public required DateTimeOffset QueuedAt { get; set; }

    /// <summary>When the queue was told that it waits.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? LeasedAt { get; set; }
    public DateTimeOffset? HeardAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Seconds of training, leases that have ended.</summary>
    public double BusySeconds { get; set; }

    /// <summary>The sweep or experiment its run is from, where it was taken over.</summary>
    public string? ReusedFrom { get; set; }
}
