using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>Which iterations of each attempt still count: those up to where a later attempt took over.</summary>
sealed class Supersession
{
    readonly RunAttempt[] _attempts;

    Supersession(RunAttempt[] attempts) => _attempts = attempts;

    public static async Task<Supersession> OfAsync(TrackerDb db, Guid run, CancellationToken cancel) =>
        (await OfAsync(db, [run], cancel))[run];

    public static async Task<IReadOnlyDictionary<Guid, Supersession>> OfAsync(TrackerDb db, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        var attempts = (await db.RunAttempts.AsNoTracking().Where(a => runs.Contains(a.RunId)).ToListAsync(cancel)).ToLookup(a => a.RunId);
        return runs.Distinct().ToDictionary(run => run, run => new Supersession([.. attempts[run]]));
    }

    /// <summary>The last iteration of the attempt that counts.</summary>
    public int LastOf(int attempt)
    {
        var last = int.MaxValue;
        foreach (var later in _attempts)
            if (later.Attempt > attempt)
                last = Math.Min(last, later.FromIteration);
        return last;
    }

    public bool Counts(int attempt, int iteration) => iteration <= LastOf(attempt);
}
