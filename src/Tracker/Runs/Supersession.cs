using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>Which iterations of each attempt still count: those up to where a later attempt took over.</summary>
sealed class Supersession
{
    readonly RunAttempt[] _attempts;

    Supersession(RunAttempt[] attempts) => _attempts = attempts;

    public static async Task<Supersession> OfAsync(TrackerDb db, Guid run, CancellationToken cancel) =>
        new(await db.RunAttempts.AsNoTracking().Where(a => a.RunId == run).ToArrayAsync(cancel));

    /// <summary>The last iteration of the attempt that counts.</summary>
    public int LastOf(int attempt) =>
        _attempts.Where(a => a.Attempt > attempt).Select(a => a.FromIteration).DefaultIfEmpty(int.MaxValue).Min();

    public bool Counts(int attempt, int iteration) => iteration <= LastOf(attempt);
}
