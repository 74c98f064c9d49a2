using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Trainer.Configuration;

namespace Platform.Trainer;

/// <summary>
/// Reads a <see cref="TrainingConfig"/> from JSON and <c>--set key.path=value</c>. Whatever does not fit is a
/// <see cref="UserErrorException"/> that names file, line and key, what is expected, and the nearest key that exists.
/// </summary>
public static class TrainingConfigReader
{
    /// <summary>What a run is called and which of several seeds it is does not make it another configuration.</summary>
    static readonly string[] s_notHashed = ["project", "experiment", "name", "seed"];

    static readonly JsonSerializerOptions s_whole = Canonical(_ => true);

    static readonly JsonSerializerOptions s_hashed = Canonical(p =>
        p.DeclaringType == typeof(TrainingConfig) ? !s_notHashed.Contains(p.Name)
        : p.DeclaringType != typeof(DatasetConfig) || p.Name != "workers"); // changes no result

    static string Folder => Path.Combine(AppContext.BaseDirectory, "Configs");

    /// <summary>The configurations that come with the program, which <see cref="Read"/> takes by name.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
            : [];

    /// <param name="pathOrName">A JSON file, or one of <see cref="Names"/>.</param>
    /// <param name="overrides">Each <c>key.path=value</c>; later ones win.</param>
    public static TrainingConfig Read(string pathOrName, IEnumerable<string>? overrides = null)
    {
        var path = Find(pathOrName);
        return Parse(File.ReadAllBytes(path), path, overrides);
    }

    /// <summary>The same for JSON that is already in memory.</summary>
    /// <param name="source">What errors call it.</param>
    public static TrainingConfig Parse(ReadOnlySpan<byte> json, string source, IEnumerable<string>? overrides = null)
    {
        var root = ConfigNode.Parse(json, source);
        foreach (var text in overrides ?? [])
            ConfigOverride.Apply(root, text);
        var config = Checked(root);
        ConfigRanges.Check(config, root);
        return config;
    }

    /// <summary>The values of a configuration as they are written.</summary>
    internal static ConfigNode Tree(string pathOrName)
    {
        var path = Find(pathOrName);
        return ConfigNode.Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Keys and types are checked, ranges not yet.</summary>
    internal static TrainingConfig Checked(ConfigNode root) =>
        ConfigSchema.Check(root, typeof(TrainingConfig)).Deserialize<TrainingConfig>(JournalJson.Options)!;

    /// <summary>The whole configuration, defaults included, keys sorted, without white space: equal for equal configurations.</summary>
    public static string ToJson(TrainingConfig config) => JsonSerializer.Serialize(Sorted(config), s_whole);

    /// <summary>SHA-256 (lower-case hex) of <see cref="ToJson"/> without the seed, the names of project, experiment and run, and <c>dataset.workers</c>.</summary>
    public static string HashOf(TrainingConfig config) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Sorted(config), s_hashed)));

    static JsonSerializerOptions Canonical(Func<JsonPropertyInfo, bool> keeps) => new(JournalJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => Sort(type, keeps) } },
    };

    static void Sort(JsonTypeInfo type, Func<JsonPropertyInfo, bool> keeps)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var properties = type.Properties.Where(keeps).OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();
        type.Properties.Clear();
        foreach (var property in properties)
            type.Properties.Add(property);
    }

    static TrainingConfig Sorted(TrainingConfig config) => config with
    {
        LossWeights = new SortedDictionary<string, double>(config.LossWeights.ToDictionary(), StringComparer.Ordinal),
        Switches = new SortedDictionary<string, bool>(config.Switches.ToDictionary(), StringComparer.Ordinal),
    };

    static string Find(string pathOrName)
    {
        if (File.Exists(pathOrName))
            return pathOrName;
        if (Names.Contains(pathOrName))
            return Path.Combine(Folder, pathOrName + ".json");
        var isPath = pathOrName.EndsWith(".json", StringComparison.Ordinal) || pathOrName.Contains(Path.DirectorySeparatorChar);
        throw new UserErrorException(isPath
            ? $"{pathOrName}: no such configuration file"
            : $"no configuration '{pathOrName}'; there are: {string.Join(", ", Names)}; or give the path of a JSON file");
    }
}
