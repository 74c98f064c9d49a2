using Platform.Contracts;

namespace Platform.Tracker.Imports;

/// <summary>The runs of other trackers in a folder: one a folder of event files, a FileStore's run, or a W&amp;B file.</summary>
static class ImportFolders
{
    // what makes a folder a FileStore's run; its outputs are no part of the log
    static readonly string[] s_mlflowParts = ["metrics", "params", "tags"];

    /// <exception cref="UserErrorException">There is none.</exception>
    public static IReadOnlyList<ImportSource> Find(string folder)
    {
        var found = new List<ImportSource>();
        try
        {
            Find(folder, found, depth: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{folder} cannot be read: {e.Message}", e);
        }
        return found.Count > 0
            ? found
            : throw new UserErrorException($"{folder} holds no run of TensorBoard, MLflow or W&B, and no .log, .txt, .csv or .jsonl file; name the log itself");
    }

    static void Find(string folder, List<ImportSource> found, int depth)
    {
        if (IsMlflowRun(folder))
        {
            found.Add(Source(folder, LogFormats.Mlflow, MlflowFiles(folder)));
            return;
        }
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        var events = files.Where(f => Path.GetFileName(f).Contains("tfevents", StringComparison.Ordinal)).ToArray();
        if (events.Length > 0)
            found.Add(Source(folder, LogFormats.TensorBoard, events));
        foreach (var file in files.Where(f => Path.GetExtension(f) is ".wandb" or ".log" or ".txt" or ".csv" or ".tsv" or ".jsonl"))
            if (FileSource(file) is { } source)
                found.Add(source);
        if (depth < 12)
            foreach (var below in Directory.GetDirectories(folder).Where(d => !IsHidden(d)).Order(StringComparer.Ordinal))
                Find(below, found, depth + 1);
    }

    /// <summary>Null where the format is not known.</summary>
    public static ImportSource? FileSource(string path) => Source(path, ImportPart.OfFile(path, Path.GetFileName(path)));

    /// <summary>A log that is no file. Null where the format is not known.</summary>
    public static ImportSource? StreamSource(string name, Func<Stream> open) => Source(name, new(name, open));

    static ImportSource? Source(string path, ImportPart part) => ImportFiles.FormatOf(part) is { } format ? new(part.Name, path, format, [part]) : null;

    static bool IsMlflowRun(string folder) => File.Exists(Path.Combine(folder, "meta.yaml")) && Directory.Exists(Path.Combine(folder, "metrics"));

    // .trash holds what was deleted; links may lead in circles
    static bool IsHidden(string folder) =>
        Path.GetFileName(folder).StartsWith('.') || new DirectoryInfo(folder).LinkTarget is not null;

    static IEnumerable<string> MlflowFiles(string folder) =>
        s_mlflowParts.Select(p => Path.Combine(folder, p)).Where(Directory.Exists)
            .SelectMany(p => Directory.EnumerateFiles(p, "*", SearchOption.AllDirectories))
            .Prepend(Path.Combine(folder, "meta.yaml")).Order(StringComparer.Ordinal);

    static ImportSource Source(string folder, string format, IEnumerable<string> files) =>
        new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), folder, format,
            [.. files.Select(f => ImportPart.OfFile(f, Path.GetRelativePath(folder, f).Replace('\\', '/')))]);
}
