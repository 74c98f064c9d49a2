namespace Platform.Contracts.Sweeps;

/// <summary>Where a cell of a sweep stands.</summary>
public enum SweepCellState
{
    /// <summary>Waits for a trainer: new, given back, or to be tried again.</summary>
    Queued,

    /// <summary>A trainer holds its lease.</summary>
    Running,

    Completed,

    /// <summary>As often as its sweep lets a cell fail.</summary>
    Failed,

    /// <summary>Its trainer is silent; whoever is free goes on from the newest checkpoint.</summary>
    Stale,

    /// <summary>Somebody ended it early, or the sweep.</summary>
    Stopped,

    /// <summary>The sweep's strategy ended it early.</summary>
    Pruned,
}
