namespace Platform.Sweeps;

/// <summary>Where a cell of a sweep stands.</summary>
enum CellState
{
    /// <summary>Waits for its turn: new, interrupted, or to be tried again.</summary>
    Queued,
    Running,
    Completed,

    /// <summary>Twice in this process.</summary>
    Failed,

    /// <summary>Ended early because the sweep was; it goes on when the sweep does.</summary>
    Stopped,
}
