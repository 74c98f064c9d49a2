using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>The configuration a sweep starts from: one that comes with the platform, a file beside the sweep's, or written in its place.</summary>
/// <param name="Shown">As the file has it; "the base" where it is written out.</param>
sealed record SweepBase(string Shown)
{
    /// <summary>Where the value is in the file.</summary>
    internal required ConfigNode Node { get; init; }

    /// <summary>The configuration as JSON; its name filled in, so that it says itself what it is called.</summary>
    /// <param name="tree">What <see cref="Tree"/> gave.</param>
    internal JsonObject Json(ConfigNode tree)
    {
        var json = Written(tree).AsObject();
        if (Node.Kind != JsonTokenType.StartObject && json["name"] is null)
            json["name"] = Path.GetFileNameWithoutExtension(Shown);
        return json;
    }

    /// <summary>Each value at its own line.</summary>
    /// <param name="folder">The sweep file's, which a path is relative to; null: a text from elsewhere, for which no file is opened.</param>
    /// <exception cref="UserErrorException">There is no such configuration, or it is none.</exception>
    internal ConfigNode Tree(string? folder) => Node.Kind == JsonTokenType.StartObject ? Node : TrainingConfigReader.Tree(Beside(folder));

    string Beside(string? folder)
    {
        if (folder is not null && Path.Combine(folder, Shown) is var beside && File.Exists(beside))
            return beside;
        return TrainingConfigReader.Names.Contains(Shown) || folder is not null && File.Exists(Shown) ? Shown : throw new UserErrorException(Unknown());
    }

    string Unknown() => $"no configuration '{Shown}'; "
        + (Spelling.Nearest(Shown, TrainingConfigReader.Names) is { } near ? $"did you mean '{near}'? " : "")
        + $"there are: {string.Join(", ", TrainingConfigReader.Names)}";

    /// <summary>A tree as JSON.</summary>
    public static JsonNode Written(ConfigNode node) => node.Kind switch
    {
        JsonTokenType.StartObject => new JsonObject(node.Members.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Written(m.Value)))),
        JsonTokenType.StartArray => new JsonArray([.. node.Items.Select(Written)]),
        _ => node.ToJson(),
    };
}
