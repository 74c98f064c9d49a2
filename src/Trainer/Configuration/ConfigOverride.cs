using System.Text;
using System.Text.Json;
using Platform.Contracts;

namespace Platform.Trainer.Configuration;

/// <summary>One <c>--set key.path=value</c>. The target's type decides how the value is read: a string as it stands, all else as JSON.</summary>
static class ConfigOverride
{
    public static void Apply(ConfigNode root, string text)
    {
        var where = $"--set {text}";
        var equals = text.IndexOf('=');
        if (equals <= 0)
            throw new UserErrorException($"{where}: expected key.path=value");
        Set(root, text[..equals].Split('.'), where, (type, optional, path) => Value(type, optional, path, text[(equals + 1)..], where));
    }

    /// <summary>The same with a value that has been read; where a string is expected, a number is taken as it is written.</summary>
    /// <param name="place">Of the key; absent: the value's.</param>
    public static void Apply(ConfigNode root, string key, ConfigNode value, string? place = null) => Set(root, key.Split('.'), place ?? value.Where, (type, optional, path) =>
    {
        if (optional && value.Kind == JsonTokenType.Null)
            return value;
        var taken = type == typeof(string) && value.Kind == JsonTokenType.Number
            ? new ConfigNode(JsonTokenType.String, value.Text, value.Where)
            : value.Kind == JsonTokenType.StartObject ? new ConfigNode(value.Kind, "", value.Where) : value;
        ConfigSchema.Check(taken, type, path);
        return taken;
    });

    static void Set(ConfigNode node, string[] keys, string where, Func<Type, bool, string, ConfigNode> value)
    {
        var (type, path) = (typeof(TrainingConfig), "");
        for (var i = 0; ; i++)
        {
            var expected = ConfigType.Of(type);
            if (!expected.IsRecord && (expected.Element is null || node.Kind != JsonTokenType.StartObject))
                throw new UserErrorException($"{where}: {path} is {expected.Description} and has no keys");
            var member = expected.IsRecord ? ConfigSchema.Member(type, keys[i]) : null;
            if (expected.IsRecord && member is null)
                throw ConfigSchema.Unknown(where, type, path, keys[i]);
            // the keys of a dictionary are the method's names and may hold points
            var key = expected.IsRecord ? keys[i] : string.Join('.', keys[i..]);
            type = member?.PropertyType ?? expected.Element!;
            path = ConfigSchema.Join(path, key);
            if (!expected.IsRecord || i == keys.Length - 1)
            {
                var optional = member is not null && ConfigSchema.IsOptional(member);
                node.Members[key] = value(type, optional, path);
                return;
            }
            if (!node.Members.TryGetValue(key, out var next) || next.Kind == JsonTokenType.Null)
                node.Members[key] = next = new ConfigNode(JsonTokenType.StartObject, "", where);
            node = next;
        }
    }

    static ConfigNode Value(Type type, bool optional, string path, string value, string where)
    {
        if (type == typeof(string))
            return optional && value == "null"
                ? new ConfigNode(JsonTokenType.Null, "", where)
                : new ConfigNode(JsonTokenType.String, value, where);
        ConfigNode node;
        try
        {
            node = ConfigNode.Parse(Encoding.UTF8.GetBytes(value), where, where);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"{where}: {path} is '{value}', expected {ConfigType.Of(type).Description}", e);
        }
        ConfigSchema.Check(node, type, path);
        return node;
    }
}
