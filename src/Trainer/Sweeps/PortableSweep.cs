using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.Trainer.Sweeps;

/// <summary>Sweep files that need no other file.</summary>
static partial class PortableSweep
{
    static readonly JsonSerializerOptions s_unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text with the base in place of its name: it lays out the same when the base has changed.</summary>
    /// <param name="baseJson">The base as it was read.</param>
    public static string Of(string yaml, SweepFile file, JsonObject baseJson)
    {
        var node = file.Base.Node;
        if (node.Kind == JsonTokenType.StartObject)
            return yaml;
        var lines = yaml.Split('\n');
        var line = int.Parse(node.Where.Split(':')[^2], CultureInfo.InvariantCulture) - 1;
        if (BaseLine().Match(lines[line]) is { Success: true } match && match.Groups["name"].Value == node.Text)
        {
            lines[line] = $"base: {baseJson.ToJsonString()}";
            return string.Join('\n', lines);
        }
        // written in an unusual way: the whole file as JSON, which is YAML but for its pairs of escapes
        var whole = SweepBase.Written(file.Root).AsObject();
        whole["base"] = baseJson;
        return whole.ToJsonString(s_unescaped);
    }

    [GeneratedRegex(@"^base:\s+(?<quote>[""']?)(?<name>[^""'#&,{}\s]+)\k<quote>\s*(#.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BaseLine();
}
