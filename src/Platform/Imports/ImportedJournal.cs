using Platform.Trainer;
using Platform.Tracker.Imports;

namespace Platform.Imports;

/// <summary>The journal of an imported run on disk.</summary>
static class ImportedJournal
{
    /// <summary>Writes it where it is not there yet; all of it or nothing.</summary>
    public static RunFolder Write(ImportedRun run, string runs, out bool isNew)
    {
        var folder = RunFolder.Of(runs, run.Id);
        isNew = !folder.HoldsJournal;
        if (!isNew)
            return folder;
        var unfinished = folder.Journal + ".importing";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            run.WriteTo(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, folder.Journal, overwrite: false);
        return folder;
    }
}
