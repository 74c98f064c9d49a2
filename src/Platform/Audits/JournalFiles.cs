using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Audits;

/// <summary>Journals on this machine.</summary>
static class JournalFiles
{
    /// <summary>The journals a path stands for: a file, a run's folder, or a folder of such folders.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
        {
            string[] found = [.. new[] { path }.Concat(Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)).Where(Any).Select(f => new RunFolder(f).Journal)];
            if (found.Length > 0)
                return found;
        }
        throw new UserErrorException($"{path}: there is no journal; name a journal.jsonl, the folder of a run, or a folder of runs");
    }

    /// <summary>Whether a folder is that of a run that journaled something.</summary>
    public static bool Any(string folder) => JournalSegments.HoldsAny(new RunFolder(folder).Journal);

    /// <summary>The journal of a run named by its id or folder.</summary>
    /// <param name="runs">The folder of the runs' folders.</param>
    public static string Of(string target, string runs)
    {
        if (File.Exists(target))
            return target;
        var folder = new[] { target, Path.Combine(runs, target) }.FirstOrDefault(f => Directory.Exists(f) && Any(f))
            ?? throw new UserErrorException($"{target}: no journal, no folder of a run, and no run of {runs}; name one of these, or a run's id with --tracker URL");
        return new RunFolder(folder).Journal;
    }

    /// <summary>The lines up to where the chain breaks, and how it does.</summary>
    public static (IReadOnlyList<byte[]> Lines, string? Broken) Lines(string path)
    {
        var lines = new List<byte[]>();
        try
        {
            foreach (var record in JournalReader.Read(path))
                lines.Add(record.Bytes);
            return (lines, null);
        }
        catch (JournalFormatException e)
        {
            return (lines, $"{e.Message}; what follows is not used");
        }
    }

    /// <summary>Every whole line as it stands, linked or not.</summary>
    /// <param name="journal">The live file's path, or a run's folder.</param>
    public static IReadOnlyList<byte[]> RawLines(string journal) =>
        [.. JournalLines.Read(Directory.Exists(journal) ? new RunFolder(journal).Journal : journal, 0, null).Select(l => l.Bytes)];
}
