using System.Text.Json;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>A configuration as settings by path ("optimizer.rate").</summary>
static class FlatConfig
{
    public static IEnumerable<(string Name, string Text)> Of(JsonElement element, string path = "")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return element.EnumerateObject().SelectMany(p => Of(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}"));
            case JsonValueKind.Array when element.EnumerateArray().Any(e => e.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                return element.EnumerateArray().SelectMany((e, i) => Of(e, $"{path}[{i}]"));
            case JsonValueKind.String:
                return [(path, element.GetString()!)];
            default:
                return [(path, element.GetRawText())];
        }
    }
}
