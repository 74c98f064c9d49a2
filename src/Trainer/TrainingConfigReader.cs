using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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
    public static string ToJson(TrainingConfig config) => Canonical(config).ToJsonString(JournalJson.Options);

    /// <summary>SHA-256 (lower-case hex) of <see cref="ToJson"/> without the seed, the names of project, experiment and run, and <c>dataset.workers</c>.</summary>
    public static string HashOf(TrainingConfig config)
    {
        var json = Canonical(config).AsObject();
        foreach (var key in s_notHashed)
            json.Remove(key);
        json["dataset"]!.AsObject().Remove("workers"); // changes no result
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToJsonString(JournalJson.Options))));
    }

    static JsonNode Canonical(TrainingConfig config) => Sorted(JsonSerializer.SerializeToNode(config, JournalJson.Options))!;

    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(
            o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
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
