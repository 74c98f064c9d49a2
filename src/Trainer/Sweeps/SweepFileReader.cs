using System.Text.Unicode;
using Platform.Contracts;

namespace Platform.Trainer.Sweeps;

/// <summary>Reads sweep files, those that come with the platform by name.</summary>
static class SweepFileReader
{
    const int MostBytes = 1 << 20;
    const string TooLong = "longer than 1 MiB, which no sweep file is";

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Configs", "sweeps");

    /// <summary>The sweeps that come with the program.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Reads the file and lays out its cells. With faults there is no plan.</summary>
    /// <param name="pathOrName">A YAML file, or one of <see cref="Names"/>.</param>
    /// <param name="seeds">Instead of the file's.</param>
    /// <exception cref="UserErrorException">There is no such file.</exception>
    public static SweepReading Read(string pathOrName, SeedChoice? seeds = null)
    {
        var (text, path) = Text(pathOrName);
        return Parse(text, path, seeds, FolderOf(path));
    }

    /// <summary>The file as it is written, and where it lies.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it is no text that could be one.</exception>
    static (string Text, string Path) Text(string pathOrName)
    {
        var path = Find(pathOrName);
        // bounded, as it may be a device or a pipe
        var (bytes, length) = (new byte[MostBytes + 1], 0);
        try
        {
            using var file = File.OpenRead(path);
            length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: cannot be read: {e.Message}", e);
        }
        if (length > MostBytes)
            throw new UserErrorException($"{path}:1:1: {TooLong}");
        var text = new char[length];
        if (Utf8.ToUtf16(bytes.AsSpan(0, length), text, out var read, out var written, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
            throw new UserErrorException($"{path}:{bytes.AsSpan(0, read).Count((byte)'\n') + 1}:{read - bytes.AsSpan(0, read).LastIndexOf((byte)'\n')}: not UTF-8 text, which a sweep file is");
        return (new(text, 0, written), path);
    }

    /// <summary>What a base given as path is relative to.</summary>
    static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>The same for a text in memory.</summary>
    /// <param name="source">What faults call it.</param>
    /// <param name="folder">What a base given as path is relative to; null: the base is one that comes with the platform.</param>
    public static SweepReading Parse(string yaml, string source, SeedChoice? seeds = null, string? folder = null)
    {
        var faults = new SweepFaults(source);
        if (yaml.Length > MostBytes)
            return new(null, [$"{source}:1:1: {TooLong}"]);
        if (YamlTree.Parse(yaml.TrimStart('\uFEFF'), source, faults) is not { } root || new SweepDocument(source, faults).Read(root) is not { } file)
            return new(null, faults.InOrder);
        var expansion = new SweepExpansion(file, folder, faults);
        var plan = expansion.Plan(seeds);
        return plan is null || faults.Any ? new(null, faults.InOrder) : new(plan with { Portable = PortableSweep.Of(yaml, file, expansion.BaseJson) }, []);
    }

    static string Find(string pathOrName)
    {
        if (File.Exists(pathOrName))
            return pathOrName;
        if (Directory.Exists(pathOrName))
            throw new UserErrorException($"{pathOrName}: a folder, not a sweep file");
        if (Names.Contains(pathOrName))
            return Path.Combine(Folder, pathOrName + ".yaml");
        var isPath = pathOrName.EndsWith(".yaml", StringComparison.Ordinal) || pathOrName.Contains(Path.DirectorySeparatorChar);
        throw new UserErrorException(isPath
            ? $"{pathOrName}: no such sweep file"
            : $"no sweep '{pathOrName}'; there are: {string.Join(", ", Names.DefaultIfEmpty("none"))}; or give the path of a YAML file");
    }
}

/// <summary>A sweep file that was read: its plan, or all that is wrong with it.</summary>
sealed record SweepReading(SweepPlan? Plan, IReadOnlyList<string> Faults);
