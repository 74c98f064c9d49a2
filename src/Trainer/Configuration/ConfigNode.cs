using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;

namespace Platform.Trainer.Configuration;

/// <summary>One value of a configuration, and where it was written: "file:line", or the override that set it.</summary>
sealed class ConfigNode(JsonTokenType kind, string text, string where)
{
    /// <summary>StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Kind => kind;

    /// <summary>The unescaped string, or the number as it was written.</summary>
    public string Text => text;

    public string Where => where;

    public Dictionary<string, ConfigNode> Members { get; } = [];

    public List<ConfigNode> Items { get; } = [];

    /// <summary>How an error shows the value.</summary>
    public string Shown => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"\"{Text}\"",
        JsonTokenType.Number => Text,
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <param name="where">Null: each value is at its own line of <paramref name="source"/>.</param>
    public static ConfigNode Parse(ReadOnlySpan<byte> json, string source, string? where = null)
    {
        try
        {
            var reader = new Utf8JsonReader(
                json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var lines = new LineCounter(json, source, where);
            reader.Read();
            var root = Read(ref reader, lines);
            reader.Read(); // throws on anything after the value
            return root;
        }
        catch (JsonException e)
        {
            var line = where is null ? $":{e.LineNumber + 1}" : "";
            throw new UserErrorException($"{source}{line}: not valid JSON: {FirstSentence(e.Message)}", e);
        }
    }

    /// <summary>The same value, with the same values inside, at another place.</summary>
    public ConfigNode At(string place)
    {
        var node = new ConfigNode(kind, text, place);
        foreach (var (key, value) in Members)
            node.Members.Add(key, value);
        node.Items.AddRange(Items);
        return node;
    }

    /// <summary>A tree of its own, in which members may be changed; every value at the place it had.</summary>
    public ConfigNode Copy()
    {
        var node = new ConfigNode(kind, text, where);
        foreach (var (key, value) in Members)
            node.Members.Add(key, value.Kind == JsonTokenType.StartObject ? value.Copy() : value);
        return node;
    }

    public JsonNode ToJson() => Kind == JsonTokenType.String ? JsonValue.Create(Text) : JsonNode.Parse(Shown)!;

    static ConfigNode Read(ref Utf8JsonReader reader, in LineCounter lines)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => "",
        };
        var node = new ConfigNode(reader.TokenType, text, lines.At(reader.TokenStartIndex));
        if (node.Kind == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                node.Items.Add(Read(ref reader, lines));
        if (node.Kind == JsonTokenType.StartObject)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = reader.GetString()!;
                var at = lines.At(reader.TokenStartIndex);
                reader.Read();
                if (!node.Members.TryAdd(key, Read(ref reader, lines)))
                    throw new UserErrorException($"{at}: the key '{key}' is there twice");
            }
        return node;
    }

    static string FirstSentence(string message) => message.Split(" LineNumber")[0];

    readonly ref struct LineCounter(ReadOnlySpan<byte> json, string source, string? where)
    {
        readonly ReadOnlySpan<byte> _json = json;

        public string At(long index) => where ?? $"{source}:{_json[..(int)index].Count((byte)'\n') + 1}";
    }
}
