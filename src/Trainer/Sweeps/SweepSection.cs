using System.Globalization;
using System.Text.Json;
using Platform.Contracts;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>A mapping of a sweep file read key by key; what does not fit is among the faults, and its default is read instead.</summary>
/// <param name="of">What errors call it: "strategy"; empty for the file itself.</param>
sealed class SweepSection(ConfigNode node, string of, IReadOnlyList<string> keys, SweepFaults faults)
{
    public ConfigNode Node => node;

    public bool Has(string key) => node.Members.ContainsKey(key);

    public void RefuseUnknown()
    {
        foreach (var (key, value) in node.Members.Where(m => !keys.Contains(m.Key)))
            faults.Add(value, $"unknown key '{key}'{(of.Length == 0 ? "" : $" in {of}")}; "
                + (Spelling.Nearest(key, keys) is { } near ? $"did you mean '{near}'?" : $"known keys: {string.Join(", ", keys)}"));
    }

    public int? Whole(string key, int least, int most)
    {
        if (!node.Members.TryGetValue(key, out var value))
            return null;
        if (value.Kind == JsonTokenType.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        faults.Add(value, $"{Path(key)} is {value.Shown}, expected a whole number from {least} to {most}");
        return null;
    }

    /// <summary>More than <paramref name="above"/> and less than <paramref name="below"/>.</summary>
    public double? Number(string key, double above, double below)
    {
        if (!node.Members.TryGetValue(key, out var value))
            return null;
        if (value.Kind == JsonTokenType.Number && double.TryParse(value.Text, CultureInfo.InvariantCulture, out var number) && number > above && number < below)
            return number;
        faults.Add(value, string.Create(CultureInfo.InvariantCulture,
            $"{Path(key)} is {value.Shown}, expected a number above {above}{(double.IsFinite(below) ? $" and below {below}" : "")}"));
        return null;
    }

    public string? Word(string key, IReadOnlyList<string> allowed)
    {
        if (!node.Members.TryGetValue(key, out var value))
            return null;
        if (value.Kind == JsonTokenType.String && allowed.Contains(value.Text))
            return value.Text;
        RefuseWord(value, Path(key), allowed);
        return null;
    }

    public void RefuseWord(ConfigNode value, string path, IReadOnlyList<string> allowed) => faults.Add(value, $"{path} is {value.Shown}, "
        + (value.Kind == JsonTokenType.String && Spelling.Nearest(value.Text, allowed) is { } near ? $"did you mean '{near}'? " : "")
        + $"allowed: {string.Join(", ", allowed)}");

    public bool Flag(string key)
    {
        if (!node.Members.TryGetValue(key, out var value))
            return false;
        if (value.Kind is not (JsonTokenType.True or JsonTokenType.False))
            faults.Add(value, $"{Path(key)} is {value.Shown}, expected true or false");
        return value.Kind == JsonTokenType.True;
    }

    /// <summary>The key must be there; its absence is a fault of the section.</summary>
    public bool Needs(string key, string expected)
    {
        if (!Has(key))
            faults.Add(node, $"{of} has no '{key}', {expected}");
        return Has(key);
    }

    string Path(string key) => of.Length == 0 ? key : of.Contains(' ') ? $"{key} in {of}" : $"{of}.{key}";
}
