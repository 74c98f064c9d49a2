using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>A condition every configuration of the sweep has to meet: <c>cam.lowThreshold &lt; cam.highThreshold and not switches.dta</c>.</summary>
sealed class SweepConstraint
{
    readonly Func<JsonObject, object> _holds;

    SweepConstraint(ConfigNode node, Func<JsonObject, object> holds) => (Node, _holds) = (node, holds);

    public ConfigNode Node { get; }

    /// <exception cref="UserErrorException">It cannot be read, names a setting that does not exist, or compares what is not alike.</exception>
    public static SweepConstraint Parse(ConfigNode item)
    {
        var shown = item.Text.Length <= 200 ? item.Text : item.Text[..200] + "…";
        return new(item, new ConstraintParser(item.Text, problem => new UserErrorException($"{item.Where}: constraint '{shown}': {problem}")).Read());
    }

    /// <param name="config">Complete, with the method's defaults.</param>
    /// <exception cref="UserErrorException">The configuration has no such switch or weight.</exception>
    public bool Holds(JsonObject config) => (bool)_holds(config);

    /// <summary>What a key path stands for.</summary>
    public static (Type Type, Func<JsonObject, object> Value) Setting(string path, Func<string, UserErrorException> fault)
    {
        var (type, keys, at) = (typeof(TrainingConfig), path.Split('.'), new List<string>());
        for (var i = 0; i < keys.Length; i++)
        {
            var expected = ConfigType.Of(type);
            if (!expected.IsRecord)
            {
                if (expected.Element is not { } element || expected.Description.StartsWith("a list", StringComparison.Ordinal))
                    throw fault($"{string.Join('.', at)} is {expected.Description} and has no keys");
                at.Add(string.Join('.', keys[i..]));
                type = element;
                break;
            }
            type = ConfigSchema.Member(type, keys[i])?.PropertyType
                ?? throw fault(ConfigSchema.Unknown("", type, string.Join('.', at), keys[i]).Message.TrimStart(':', ' '));
            at.Add(keys[i]);
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type != typeof(int) && type != typeof(double) && type != typeof(bool) && type != typeof(string))
            throw fault($"{path} is {ConfigType.Of(type).Description}, which cannot be compared");
        return (type == typeof(int) ? typeof(double) : type, config => Find(config, at, path, fault));
    }

    static object Find(JsonObject config, List<string> keys, string path, Func<string, UserErrorException> fault)
    {
        JsonNode? node = config;
        foreach (var key in keys)
            node = (node as JsonObject)?[key];
        return node?.GetValueKind() switch
        {
            JsonValueKind.Number => node.GetValue<JsonElement>().GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => node.GetValue<string>(),
            _ => throw fault($"the configuration has no {path}"),
        };
    }
}
