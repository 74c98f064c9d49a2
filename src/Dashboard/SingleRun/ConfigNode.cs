using System.Text.Json;

namespace Platform.Dashboard.SingleRun;

/// <summary>A key of a configuration: a value as JSON writes it (text without quotes), or a group of keys.</summary>
/// <param name="Path">"schedule.evaluateEvery", "steps[0].name".</param>
/// <param name="Type">What JSON says it is: number, text, true or false, list, nothing.</param>
public sealed record ConfigNode(string Name, string Path, string? Value, string Type, IReadOnlyList<ConfigNode> Children)
{
    public bool IsGroup => Children.Count > 0;

    /// <summary>Values in it, at any depth.</summary>
    public int Count => IsGroup ? Children.Sum(c => c.Count) : 1;

    /// <summary>The keys of a configuration, single values before groups.</summary>
    public static IReadOnlyList<ConfigNode> Of(JsonElement config) =>
        config.ValueKind == JsonValueKind.Object ? Members(config, "") : [Read("", "", config)];

    /// <summary>What is left of the keys by a search: those whose path or value holds every word, in their groups.</summary>
    public static IReadOnlyList<ConfigNode> Find(IReadOnlyList<ConfigNode> nodes, string? words)
    {
        var wanted = (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return wanted.Length == 0 ? nodes : [.. nodes.Select(n => n.Left(wanted)).OfType<ConfigNode>()];
    }

    ConfigNode? Left(string[] wanted)
    {
        if (!IsGroup)
            return wanted.All(w => Path.Contains(w, StringComparison.OrdinalIgnoreCase) || Value!.Contains(w, StringComparison.OrdinalIgnoreCase)) ? this : null;
        var left = Children.Select(c => c.Left(wanted)).OfType<ConfigNode>().ToArray();
        return left.Length > 0 ? this with { Children = left } : null;
    }

    static ConfigNode[] Members(JsonElement group, string path) =>
        [.. group.EnumerateObject().Select(m => Read(m.Name, path.Length == 0 ? m.Name : $"{path}.{m.Name}", m.Value)).OrderBy(n => n.IsGroup)];

    static ConfigNode Read(string name, string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.EnumerateObject().Any() => new(name, path, null, "group", Members(element, path)),
        JsonValueKind.Array when element.EnumerateArray().Any(e => e.ValueKind is JsonValueKind.Object or JsonValueKind.Array) =>
            new(name, path, null, "list", [.. element.EnumerateArray().Select((e, i) => Read($"[{i}]", $"{path}[{i}]", e))]),
        JsonValueKind.String => new(name, path, element.GetString()!, "text", []),
        _ => new(name, path, element.GetRawText(), TypeOf(element.ValueKind), []),
    };

    static string TypeOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "list",
        JsonValueKind.Null => "nothing",
        _ => "group",
    };
}
