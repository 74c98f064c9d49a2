namespace Platform.Sweeps;

/// <summary>Where a cell of a sweep stands.</summary>
enum CellState
{
    /// <summary>Waits for its turn: new, interrupted, or to be tried again.</summary>
    Queued,
    Running,
    Completed,

    /// <summary>More often in this process than it may be tried again.</summary>
    Failed,

    /// <summary>Ended early because the sweep was; it goes on when the sweep does.</summary>
    Stopped,
}
