using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Previews;

/// <summary>Keeps the pictures that came with their bytes.</summary>
static class PreviewProjection
{
    public static Task ApplyAsync(TrackerDb db, Run run, EntryHeader header, PreviewsRendered e)
    {
        for (var i = 0; i < e.Previews.Count; i++)
            if (e.Previews[i] is { Png: { } png } preview)
                db.Add(new StoredPreview
                {
                    RunId = run.Id,
                    Id = header.Sequence * StoredPreview.PerEntry + i,
                    Attempt = header.Attempt,
                    Iteration = e.Iteration,
                    ImageId = StoredForm.Text(preview.ImageId),
                    Kind = StoredForm.Text(preview.Kind),
                    ClassName = StoredForm.TextOrNull(preview.ClassName),
                    Network = StoredForm.TextOrNull(preview.Network),
                    SizeBytes = png.Length,
                    Png = png,
                });
        return Task.CompletedTask;
    }
}
