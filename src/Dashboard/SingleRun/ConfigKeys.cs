using System.Text.Json;

namespace Platform.Dashboard.SingleRun;

/// <summary>A configuration as a flat list of dotted keys.</summary>
public static class ConfigKeys
{
    public static IReadOnlyList<ConfigKey> Flatten(JsonElement config) => [.. Walk("", config)];

    /// <summary>Keys whose name or value contains every word.</summary>
    public static IEnumerable<ConfigKey> Find(IEnumerable<ConfigKey> keys, string? words)
    {
        var wanted = (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return keys.Where(k => wanted.All(w => k.Key.Contains(w, StringComparison.OrdinalIgnoreCase) || k.Value.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }

    static IEnumerable<ConfigKey> Walk(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.EnumerateObject().Any() =>
            element.EnumerateObject().SelectMany(m => Walk(path.Length == 0 ? m.Name : $"{path}.{m.Name}", m.Value)),
        JsonValueKind.Array when element.EnumerateArray().Any(e => e.ValueKind is JsonValueKind.Object or JsonValueKind.Array) =>
            element.EnumerateArray().SelectMany((e, i) => Walk($"{path}[{i}]", e)),
        JsonValueKind.String => [new(path, element.GetString()!)],
        _ => [new(path, element.GetRawText())],
    };
}

/// <summary>"schedule.evaluateEvery" and its value as JSON writes it (strings without quotes).</summary>
public sealed record ConfigKey(string Key, string Value)
{
    /// <summary>The first part of the key: what the list is grouped by; empty for a key without parts.</summary>
    public string Group => Key.IndexOf('.') is >= 0 and var dot ? Key[..dot] : "";
}
