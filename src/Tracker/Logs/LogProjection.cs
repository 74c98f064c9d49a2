using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Logs;

/// <summary>Numbers the console's lines within the run.</summary>
static class LogProjection
{
    public static Task ApplyAsync(TrackerDb db, Run run, EntryHeader header, LogWritten e)
    {
        foreach (var line in e.Lines)
            db.Add(new ConsoleLine
            {
                RunId = run.Id,
                Number = ++run.LogLines,
                WrittenAt = StoredForm.Time(header.OccurredAt),
                Stream = StoredForm.Text(e.Stream),
                Text = StoredForm.Text(line),
            });
        return Task.CompletedTask;
    }
}
