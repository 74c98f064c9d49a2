using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>Short names for groups that are told apart by dozens of settings.</summary>
static class GroupLabels
{
    const int Most = 8;
    const string Switch = "switches.";

    static readonly string[] s_identity = ["method", "backbone", "dataset"];

    /// <summary>What is shown of a group: names in front, then the switches that are on, then the other settings; with a style where it has one.</summary>
    public static IEnumerable<(string Name, string Value, string? Mark)> Of(RunGroup group, IReadOnlyList<string> keys)
    {
        string? Value(string key) => group.Keys.GetValueOrDefault(key);
        foreach (var key in keys.Where(s_identity.Contains))
            yield return ("", Value(key) ?? "–", null);
        var switches = keys.Where(k => k.StartsWith(Switch, StringComparison.Ordinal)).ToArray();
        foreach (var key in switches.Where(k => Value(k) == "true"))
            yield return ("", "+" + key[Switch.Length..], null);
        if (switches.Length > 0 && switches.All(k => Value(k) != "true"))
            yield return ("", switches.Length == 1 ? "−" + switches[0][Switch.Length..] : "switches off", "off");
        foreach (var key in keys.Except(s_identity).Except(switches))
            yield return (key[(key.LastIndexOf('.') + 1)..], Shown(Value(key)), null);
    }

    static string Shown(string? value) => value is null ? "–"
        : double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Format.Number(number) : value;

    /// <summary>Of the keys those that each part some groups that the ones before do not; of two that part them alike the first is enough.</summary>
    public static IReadOnlyList<string> Fewest(IReadOnlyList<RunGroup> groups, IReadOnlyList<string> keys)
    {
        var (chosen, labels) = (new List<string>(), groups.Select(_ => "").ToArray());
        foreach (var key in keys)
        {
            var longer = groups.Select((g, i) => $"{labels[i]}\n{g.Keys.GetValueOrDefault(key)}").ToArray();
            if (longer.Distinct().Count() == labels.Distinct().Count() || chosen.Count == Most)
                continue;
            chosen.Add(key);
            labels = longer;
        }
        return chosen;
    }
}
