using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>The cells whose run somebody deletes or restores: the one it was trained for, and those of other sweeps that took it over.</summary>
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

    /// <summary>Cells of deleted runs that were restored and have ended, as far as it is not known yet.</summary>
    public static IQueryable<SweepCell> Restored(TrackerDb db) => db.SweepCells.Where(c => c.FormerRunId != null
        && db.Runs.Any(r => r.Id == c.FormerRunId && r.StartedAt != null && r.Status != RunStatus.Running && r.Attempt > c.Attempt));

    /// <summary>Gives them their runs back. Called within a <see cref="SweepTurn"/>.</summary>
    public static async Task RecallAsync(TrackerDb db, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var cell in await Restored(db).ToListAsync(cancel))
        {
            var sweep = await db.Sweeps.SingleAsync(s => s.Id == cell.SweepId, cancel);
            CellChanges.Recall(cell, sweep, await db.Runs.AsNoTracking().SingleAsync(r => r.Id == cell.FormerRunId, cancel), now);
            await CellScores.TakeAsync(db, sweep, cell, cancel);
        }
    }
}
