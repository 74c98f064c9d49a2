using Platform.Trainer.Journal;

namespace Platform.Trainer;

/// <summary>Where a run keeps its files: <c>journal.jsonl</c> and its closed segments, the publisher's cursor, <c>checkpoints/</c>.</summary>
public sealed record RunFolder(string Path)
{
    public string Journal => System.IO.Path.Combine(Path, "journal.jsonl");

    /// <summary>Whether anything was ever journaled; <see cref="Journal"/> alone may be empty or absent for a moment.</summary>
    public bool HoldsJournal => JournalSegments.HoldsAny(Journal);

    /// <summary>How far the journal has been delivered; see <c>Journal/JournalPublisher.cs</c>.</summary>
    public string Cursor => System.IO.Path.Combine(Path, "published.cursor");

    /// <summary>What the work tree had changed against the code revision the run names; absent where it had not.</summary>
    public string CodeDiff => System.IO.Path.Combine(Path, "code.diff");

    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>The folder of the run a checkpoint lies in, if it lies in one.</summary>
    public static RunFolder OfCheckpoint(string path) =>
        new(System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, "..")));

    /// <summary>The folder of a run below the folder of all runs, made if missing.</summary>
    public static RunFolder Of(string runs, Guid run)
    {
        var folder = new RunFolder(System.IO.Path.Combine(runs, run.ToString()));
        Directory.CreateDirectory(folder.Path);
        return folder;
    }
}
