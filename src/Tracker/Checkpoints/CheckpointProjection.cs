using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Checkpoints;

/// <summary>Keeps where checkpoints are.</summary>
static class CheckpointProjection
{
    public static Task ApplyAsync(TrackerDb db, Run run, EntryHeader header, CheckpointSaved e)
    {
        db.Add(new RecordedCheckpoint
        {
            RunId = run.Id,
            Sequence = header.Sequence,
            Attempt = header.Attempt,
            Iteration = e.Iteration,
            Path = StoredForm.Text(e.Path),
            Sha256 = StoredForm.Text(e.Sha256),
            SizeBytes = e.SizeBytes,
            IsBest = e.IsBest,
            BestBy = StoredForm.TextOrNull(e.BestBy),
        });
        return Task.CompletedTask;
    }
}
