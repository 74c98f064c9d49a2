using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>The cells whose run somebody deletes: the one it was trained for, and those of other sweeps that took it over.</summary>
static class CellsOfRun
{
    /// <summary>Has them say that their run is gone. Called within a <see cref="SweepTurn"/>.</summary>
    /// <returns>The sweep of a cell whose trainer has the run and must be stopped first; then none is changed.</returns>
    public static async Task<string?> ForgetAsync(TrackerDb db, Guid run, DateTimeOffset now, CancellationToken cancel)
    {
        var cells = await db.SweepCells.Where(c => c.RunId == run).ToListAsync(cancel);
        if (cells.FirstOrDefault(c => c.State == SweepCellState.Running) is { } held)
            return await db.Sweeps.Where(s => s.Id == held.SweepId).Select(s => s.Name).SingleAsync(cancel);
        foreach (var cell in cells)
            CellChanges.Forget(cell, now);
        return null;
    }
}
