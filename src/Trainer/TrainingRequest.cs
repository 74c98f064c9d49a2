namespace Platform.Trainer;

/// <summary>Which run to train, where, and how far; nothing in it changes a result.</summary>
public sealed record TrainingRequest
{
    public required Guid RunId { get; init; }
    public required RunFolder Folder { get; init; }

    /// <summary>What the configuration's dataset folder is relative to.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Save and stop once this many iterations of the run are done, those of earlier attempts included.</summary>
    public int? ExitAfter { get; init; }

    /// <summary>Go on from the newest checkpoint of the folder, or from the start where there is none yet.</summary>
    public bool Resume { get; init; }

    /// <summary>Who a cancellation comes from, for <c>RunStopped</c>: "signal" or "command".</summary>
    public string StopReason { get; init; } = "signal";

    public string? SweepId { get; init; }
    public string? CellId { get; init; }
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
