using Newtonsoft.Json.Linq;
using NJsonSchema;
using Platform.TestKit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Platform.Architecture.Tests;

/// <summary>YAML files of the repository as JSON, which schemas are for.</summary>
static class YamlFiles
{
    public static IReadOnlyList<JObject> Documents(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(SourceTree.Read(file));
        yaml.Load(reader);
        return [.. yaml.Documents.Select(d => (JObject)Json(d.RootNode))];
    }

    /// <param name="schema">The name of one in Schemas.</param>
    public static async Task<IEnumerable<string>> FaultsAsync(JObject document, string schema)
    {
        var read = await JsonSchema.FromFileAsync(Path.Combine(RepositoryRoot.Path, $"tests/Architecture.Tests/Schemas/{schema}.schema.json"));
        return read.Validate(document).Select(e => $"{e.Path} {e.Kind}");
    }

    static JToken Json(YamlNode node) => node switch
    {
        YamlMappingNode map => Merged(map),
        YamlSequenceNode list => new JArray(list.Select(Json)),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Value, out var number) => new JValue(number),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => new JValue(scalar.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" } => JValue.CreateNull(),
        _ => new JValue(((YamlScalarNode)node).Value),
    };

    // "<<" stands for what it names, less what is written beside it
    static JObject Merged(YamlMappingNode map)
    {
        var merged = new JObject();
        foreach (var (_, value) in map.Children.Where(c => c.Key.ToString() == "<<"))
            merged.Merge(Json(value));
        foreach (var (key, value) in map.Children.Where(c => c.Key.ToString() != "<<"))
            merged[key.ToString()] = Json(value);
        return merged;
    }
}
