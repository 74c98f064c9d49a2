using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>Where the phases of several runs begin, in one question.</summary>
static class RunPhases
{
    /// <summary>In order; of a phase announced again by a resume the first.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<ComparedPhase>>> OfAsync(TrackerDb db, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        var visible = await Supersession.OfAsync(db, runs, cancel);
        var changes = (await db.PhaseChanges.AsNoTracking().Where(p => runs.Contains(p.RunId)).OrderBy(p => p.Sequence)
            .Select(p => new { p.RunId, p.Attempt, p.Iteration, p.Name }).ToListAsync(cancel)).ToLookup(p => p.RunId);
        return runs.Distinct().ToDictionary(run => run, run =>
        {
            var phases = new List<ComparedPhase>();
            foreach (var change in changes[run].Where(p => visible[run].Counts(p.Attempt, p.Iteration)))
                if (phases.Count == 0 || phases[^1].Name != change.Name)
                    phases.Add(new(change.Name, change.Iteration));
            return (IReadOnlyList<ComparedPhase>)phases;
        });
    }
}
