using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Platform.Tracker.Audits.Claims;

/// <summary>A mapping of a YAML file, read key by key; what is not asked for by the end was not known.</summary>
sealed class YamlObject(YamlMappingNode node, string name, FaultList faults)
{
    readonly HashSet<string> _known = [];

    public int Line => (int)node.Start.Line;

    public bool Has(string key) => Find(key) is not null;

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => Refuse(other, $"'{key}' must be a text"),
    };

    public string Required(string key)
    {
        if (!Has(key))
            faults.Add(Line, $"{name} lacks '{key}'");
        return Text(key) ?? "";
    }

    public Written? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (Written.Parse(text) is { } written)
            return written;
        Refuse(Find(key)!, $"'{key}' is '{text}'; it must be one number, as it was written (73.5)");
        return null;
    }

    public Written RequiredNumber(string key)
    {
        if (!Has(key))
            faults.Add(Line, $"{name} lacks '{key}'");
        return Number(key) ?? new("0", 0, 0);
    }

    public int? Whole(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        Refuse(Find(key)!, $"'{key}' is '{text}'; it must be a whole number");
        return null;
    }

    public bool? Flag(string key) => Text(key)?.ToLowerInvariant() switch
    {
        null => null,
        "true" or "yes" => true,
        "false" or "no" => false,
        var other => Refuse(Find(key)!, $"'{key}' is '{other}'; it must be true or false") is null ? null : true,
    };

    public T? OneOf<T>(string key) where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return null;
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (!char.IsAsciiDigit(plain.FirstOrDefault()) && Enum.TryParse<T>(plain, ignoreCase: true, out var value))
            return value;
        Refuse(Find(key)!, $"'{key}' is '{text}'; it can be {string.Join(", ", Enum.GetNames<T>().Select(Words))}");
        return null;
    }

    public YamlObject? Object(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode mapping => new(mapping, $"'{key}' of {name}", faults),
        var other => Refuse(other, $"'{key}' must hold keys of its own") is null ? null : this,
    };

    public IReadOnlyList<YamlNode> List(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        var other => Refuse(other, $"'{key}' must be a list") is null ? [] : [],
    };

    public YamlNode? Node(string key) => Find(key);

    public string? Refuse(YamlNode? at, string why)
    {
        faults.Add(at?.Start.Line ?? Line, $"{name}: {why}");
        return null;
    }

    /// <summary>Names every key nobody asked for.</summary>
    public void Done()
    {
        foreach (var (key, _) in node.Children)
            if (key is not YamlScalarNode { Value: { } text } || !_known.Contains(text))
                faults.Add(key.Start.Line, $"{name}: unknown key {(key is YamlScalarNode scalar ? $"'{scalar.Value}'" : "that is no text")}; "
                    + $"it can hold {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    YamlNode? Find(string key)
    {
        _known.Add(key);
        return node.Children.FirstOrDefault(c => c.Key is YamlScalarNode scalar && scalar.Value == key).Value;
    }

    // "HalfUp" is written "half up"
    static string Words(string member) =>
        string.Concat(member.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));
}
