using Platform.Contracts;

namespace Platform.Trainer.Sweeps;

/// <summary>Reads sweep files, those that come with the platform by name.</summary>
static class SweepFileReader
{
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
        var path = Find(pathOrName);
        return Parse(File.ReadAllText(path), path, seeds);
    }

    /// <summary>The file as it is written, and where it lies.</summary>
    /// <exception cref="UserErrorException">There is no such file.</exception>
    public static (string Text, string Path) Text(string pathOrName)
    {
        var path = Find(pathOrName);
        return (File.ReadAllText(path), path);
    }

    /// <summary>The same for a text in memory.</summary>
    /// <param name="source">What faults call it; a base given as path is relative to its folder.</param>
    public static SweepReading Parse(string yaml, string source, SeedChoice? seeds = null)
    {
        var faults = new SweepFaults(source);
        var plan = YamlTree.Parse(yaml, source, faults) is { } root && new SweepDocument(source, faults).Read(root) is { } file
            ? new SweepExpansion(file, source, faults).Plan(seeds)
            : null;
        return new(faults.Any ? null : plan, faults.InOrder);
    }

    static string Find(string pathOrName)
    {
        if (File.Exists(pathOrName))
            return pathOrName;
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
