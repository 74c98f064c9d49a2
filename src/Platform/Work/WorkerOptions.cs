using Platform.Trainer.Journal;

namespace Platform.Work;

/// <summary>What a worker was told.</summary>
sealed record WorkerOptions
{
    /// <summary>Folder of the runs' folders.</summary>
    public required string Runs { get; init; }

    /// <summary>The folder datasets are relative to.</summary>
    public required string Data { get; init; }

    /// <summary>Null: a run can be resumed on this machine only.</summary>
    public ICheckpointArchive? Archive { get; init; }

    /// <summary>Checkpoints of runs that have ended stay on this machine although the archive holds them.</summary>
    public bool KeepCheckpoints { get; init; }

    public required JournalOptions Journal { get; init; }

    /// <summary>How long the broker may take over the last entries before that is worth a warning.</summary>
    public required TimeSpan Drain { get; init; }

    public int MaxRuns { get; init; } = int.MaxValue;

    /// <summary>Ends once it has been without a cell for so long; null: never.</summary>
    public TimeSpan? IdleExit { get; init; }
}
