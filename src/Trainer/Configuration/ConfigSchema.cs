using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;

namespace Platform.Trainer.Configuration;

/// <summary>The configuration records as a schema: checks a tree of values against them and says what is wrong where.</summary>
static class ConfigSchema
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_members = new();
    static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> s_byKey = new();
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_required = new();
    static readonly ConcurrentDictionary<PropertyInfo, bool> s_optional = new();
    static readonly ConcurrentDictionary<PropertyInfo, string> s_keys = new();

    /// <summary>The checked tree as JSON that deserialises into <paramref name="type"/> without a surprise.</summary>
    public static JsonNode Check(ConfigNode node, Type type, string path = "")
    {
        var expected = ConfigType.Of(type);
        if (!expected.Accepts(node))
            throw new UserErrorException(
                $"{node.Where}: {(path.Length == 0 ? "the configuration" : path)} is {node.Shown}, expected {expected.Description}");
        if (node.Kind == JsonTokenType.StartArray)
            return new JsonArray([.. node.Items.Select((item, i) => Check(item, expected.Element!, $"{path}[{i}]"))]);
        if (node.Kind != JsonTokenType.StartObject)
            return node.ToJson();
        var json = new JsonObject();
        foreach (var (key, value) in node.Members)
        {
            var member = expected.Element ?? (Member(type, key) ?? throw Unknown(value.Where, type, path, key)).PropertyType;
            if (value.Kind == JsonTokenType.Null && expected.Element is null && IsOptional(Member(type, key)!))
                continue;
            json[key] = Check(value, member, Join(path, key));
        }
        // last: a misspelt key is also a missing one, and the spelling is what helps
        if (expected.Element is null)
            RefuseMissing(node, type, path);
        return json;
    }

    /// <summary>The member a JSON key stands for; null when there is none. Case matters.</summary>
    public static PropertyInfo? Member(Type type, string key) => s_byKey.GetOrAdd(type, static t => Members(t).ToDictionary(KeyOf)).GetValueOrDefault(key);

    public static bool IsOptional(PropertyInfo property) =>
        s_optional.GetOrAdd(property, static p => new NullabilityInfoContext().Create(p).WriteState == NullabilityState.Nullable);

    public static UserErrorException Unknown(string where, Type type, string path, string key)
    {
        var known = Members(type).Select(KeyOf).ToArray();
        var sibling = Spelling.Nearest(key, known);
        var suggestion = sibling is not null ? $"did you mean '{Join(path, sibling)}'?"
            : Elsewhere(typeof(TrainingConfig), "", key) is { } other ? $"did you mean '{other}'?"
            : $"known {(path.Length == 0 ? "keys" : $"keys of {path}")}: {string.Join(", ", known)}";
        return new UserErrorException($"{where}: unknown key '{Join(path, key)}'; {suggestion}");
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    public static IReadOnlyList<PropertyInfo> Members(Type type) => s_members.GetOrAdd(type, static t => [.. t.GetProperties().Where(p => p.CanWrite)]);

    public static string KeyOf(PropertyInfo property) => s_keys.GetOrAdd(property, static p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

    /// <summary>The path of a key that was written at the wrong level.</summary>
    static string? Elsewhere(Type type, string path, string key)
    {
        foreach (var member in Members(type))
        {
            var here = Join(path, KeyOf(member));
            if (string.Equals(KeyOf(member), key, StringComparison.OrdinalIgnoreCase))
                return here;
            if (ConfigType.Of(member.PropertyType).IsRecord && Elsewhere(member.PropertyType, here, key) is { } deeper)
                return deeper;
        }
        return null;
    }

    static void RefuseMissing(ConfigNode node, Type type, string path)
    {
        foreach (var member in s_required.GetOrAdd(type, static t => [.. Members(t).Where(m => m.IsDefined(typeof(RequiredMemberAttribute)))]))
            if (!node.Members.ContainsKey(KeyOf(member)))
                throw new UserErrorException(
                    $"{node.Where}: '{Join(path, KeyOf(member))}' is missing; expected {ConfigType.Of(member.PropertyType).Description}");
    }
}
