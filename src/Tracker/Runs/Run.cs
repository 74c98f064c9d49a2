using Platform.Contracts.Api;

namespace Platform.Tracker.Runs;

/// <summary>A run as its applied entries tell of it. Text stays null until its RunStarted is applied; so long it is not listed.</summary>
sealed class Run
{
    public required Guid Id { get; init; }

    // the journal's state
    public long AppliedSequence { get; set; }
    public long HighestSequence { get; set; }
    public long Stored { get; set; }

    /// <summary>Entries up to here are in segments.</summary>
    public long PackedSequence { get; set; }

    /// <summary>SHA-256 of the newest applied entry, hex; null before the first.</summary>
    public string? HeadHash { get; set; }

    /// <summary>The first applied entry that does not link to the one before it.</summary>
    public long? BrokenAt { get; set; }

    // from the leases of sweeps; 0 where nobody leased it
    /// <summary>The attempt that alone may go on with the journal after <see cref="FenceSequence"/>.</summary>
    public int FenceAttempt { get; set; }

    /// <summary>The last sequence that earlier attempts may have.</summary>
    public long FenceSequence { get; set; }

    // from RunStarted
    public string? Project { get; set; }
    public string? Experiment { get; set; }
    public string? Name { get; set; }
    public string? Method { get; set; }
    public string? Backbone { get; set; }
    public string? Dataset { get; set; }
    public string? SplitSizes { get; set; }
    public string? Switches { get; set; }
    public string? Config { get; set; }
    public string? ConfigHash { get; set; }

    /// <summary>See <see cref="Runs.SettingsHash"/>; null where an older tracker stored the run.</summary>
    public long? SettingsHash { get; set; }
    public string? Libraries { get; set; }
    public int Seed { get; set; }
    public int TotalIterations { get; set; }
    public string? CodeRevision { get; set; }
    public bool CodeDirty { get; set; }
    public string? Host { get; set; }
    public string? Device { get; set; }
    public string? SweepId { get; set; }
    public string? CellId { get; set; }

    /// <summary>JSON of the log it was imported from.</summary>
    public string? Imported { get; set; }

    /// <summary>Nobody trained it.</summary>
    public bool Synthetic { get; set; }
    public DateTimeOffset? StartedAt { get; set; }

    // as it goes on
    public RunStatus Status { get; set; }
    public int Attempt { get; set; }
    public int Iteration { get; set; }
    public string? Phase { get; set; }
    public double? BestMeanIou { get; set; }
    public int? BestIteration { get; set; }
    public long LogLines { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? Ending { get; set; }
    public string? Stack { get; set; }

    /// <summary>The newest entry whose time was kept, and its attempt.</summary>
    public DateTimeOffset? TimedAt { get; set; }

    public int TimedAttempt { get; set; }

    // points that are not in chunks yet
    public int OpenAttempt { get; set; }
    public int OpenEntries { get; set; }
    public int OpenRows { get; set; }
    public int OpenPoints { get; set; }

    // said by people, not by the journal
    public bool Archived { get; set; }

    /// <summary>Somebody's claim rests on it: it is never pruned.</summary>
    public bool Audited { get; set; }

    /// <summary>Somebody deleted it: what is left is this row, so that late entries are dropped.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}
