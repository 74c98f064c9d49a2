using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Runs;

namespace Platform.Tracker.Storage;

/// <summary>The tables whose rows follow from the journal.</summary>
static class ProjectionTables
{
    /// <summary>Deletes what they hold of a run, but for its own row.</summary>
    public static async Task DeleteAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        await db.Set<RunParameter>().Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.RunAttempts.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.OpenPoints.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.MetricChunks.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.MetricTotals.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.RunTimes.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.PhaseChanges.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.Evaluations.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.Previews.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.Checkpoints.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
        await db.ConsoleLines.Where(x => x.RunId == run).ExecuteDeleteAsync(cancel);
    }
}
