using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Phases;

/// <summary>Keeps phase changes; the run's phase is the newest.</summary>
static class PhaseProjection
{
    public static Task ApplyAsync(TrackerDb db, Run run, EntryHeader header, PhaseChanged e)
    {
        var change = new PhaseChange
        {
            RunId = run.Id,
            Sequence = header.Sequence,
            Attempt = header.Attempt,
            Iteration = e.Iteration,
            Name = StoredForm.Text(e.To),
            Reason = StoredForm.Text(e.Reason),
        };
        db.Add(change);
        run.Phase = change.Name;
        return Task.CompletedTask;
    }

    /// <summary>After a resume, once everything is saved: the phase is the one the checkpoint was in.</summary>
    public static async Task RecountAsync(TrackerDb db, Run run, Supersession visible, CancellationToken cancel)
    {
        var changes = await db.PhaseChanges.AsNoTracking().Where(p => p.RunId == run.Id).OrderBy(p => p.Sequence).ToListAsync(cancel);
        run.Phase = changes.LastOrDefault(p => visible.Counts(p.Attempt, p.Iteration))?.Name;
    }
}
