using Platform.Contracts.Sweeps;

namespace Platform.Trainer.Sweeps;

/// <summary>How strategies read a cell.</summary>
static class CellStandingForm
{
    /// <summary>Whether something may still come of it.</summary>
    public static bool IsOpen(this CellStanding cell) => cell.State is SweepCellState.Queued or SweepCellState.Running or SweepCellState.Stale;
}
