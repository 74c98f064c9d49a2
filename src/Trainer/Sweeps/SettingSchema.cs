using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>The settings of a training configuration as JSON Schema: by key path and nested, as sweep files may write them.</summary>
static class SettingSchema
{
    public static JsonObject Settings() => Record(typeof(TrainingConfig), "", Value);

    /// <summary>The same, each a list of values or a range.</summary>
    public static JsonObject Axes() => Record(typeof(TrainingConfig), "", (type, optional) =>
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Value(type, optional), ["minItems"] = 1 };
        return Bare(type) == typeof(int) || Bare(type) == typeof(double) ? SweepSchema.Any(list, SweepSchema.Reference("range")) : list;
    });

    static JsonObject Record(Type type, string path, Func<Type, bool, JsonObject> leaf)
    {
        var (properties, patterns) = (new JsonObject(), new JsonObject());
        foreach (var (key, member, optional) in Members(type))
        {
            if (path.Length == 0 && key == "seed")
                continue;
            var expected = ConfigType.Of(member);
            properties[key] = expected.IsRecord ? Record(member, "", leaf)
                : IsMap(expected) ? new JsonObject { ["type"] = "object", ["additionalProperties"] = leaf(expected.Element!, false) }
                : leaf(member, optional);
            if (expected.IsRecord)
                foreach (var (below, schema) in Paths(member, key, leaf))
                    properties[below] = schema;
            if (IsMap(expected))
                patterns[$"^{Regex.Escape(key)}\\..+$"] = leaf(expected.Element!, false);
        }
        var record = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (patterns.Count > 0)
            record["patternProperties"] = patterns;
        return record;
    }

    static IEnumerable<(string Path, JsonObject Schema)> Paths(Type type, string path, Func<Type, bool, JsonObject> leaf) => Members(type).SelectMany(member =>
        ConfigType.Of(member.Type).IsRecord
            ? Paths(member.Type, ConfigSchema.Join(path, member.Key), leaf).Prepend((ConfigSchema.Join(path, member.Key), Record(member.Type, "", leaf)))
            : [(ConfigSchema.Join(path, member.Key), leaf(member.Type, member.Optional))]);

    static JsonObject Value(Type type, bool optional)
    {
        var expected = ConfigType.Of(type);
        var schema = Bare(type) == typeof(bool) ? SweepSchema.Reference("flag")
            : Bare(type) == typeof(int) ? SweepSchema.Type("integer")
            : Bare(type) == typeof(double) ? SweepSchema.Type("number")
            // a number is taken as it is written
            : type == typeof(string) ? new() { ["type"] = new JsonArray("string", "number") }
            : new JsonObject { ["type"] = "array", ["items"] = Value(expected.Element!, false) };
        return optional ? SweepSchema.Any(schema, SweepSchema.Type("null")) : schema;
    }

    static IEnumerable<(string Key, Type Type, bool Optional)> Members(Type type) =>
        ConfigSchema.Members(type).Select(m => (ConfigSchema.KeyOf(m), m.PropertyType, ConfigSchema.IsOptional(m)));

    static bool IsMap(ConfigType expected) => expected.Element is not null && expected.Description.StartsWith("an object", StringComparison.Ordinal);

    static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
