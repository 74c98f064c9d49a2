using System.Globalization;
using System.Text.Json;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>
/// The values of an axis: a list, <c>{ from, to, step }</c>, or <c>{ from, to, count }</c>, with <c>log: true</c> at even ratios
/// and rounded to six digits.
/// </summary>
sealed class AxisValues(SweepFaults faults)
{
    const int MostValues = 1000;

    static readonly string[] s_keys = ["from", "to", "step", "count", "log"];

    public static bool IsRange(ConfigNode node) => node.Members.Keys.Any(k => k is "from" or "to");

    public static SweepSetting Setting(string key, ConfigNode value) => new(key, Show(value), value);

    public IReadOnlyList<SweepSetting> Of(string key, ConfigNode node)
    {
        if (node.Kind == JsonTokenType.StartArray && node.Items.Count > 0)
            return [.. node.Items.Select(item => Setting(key, item))];
        if (node.Kind == JsonTokenType.StartObject && node.Members.Count > 0)
            return [.. Range(key, node).Select(number => Setting(key, new(JsonTokenType.Number, number, node.Where)))];
        faults.Add(node, $"{key} is {(node.Kind == JsonTokenType.StartArray ? "an empty list" : node.Shown)}, expected a list of values or a range");
        return [];
    }

    IEnumerable<string> Range(string key, ConfigNode node)
    {
        foreach (var (name, value) in node.Members.Where(m => !s_keys.Contains(m.Key)))
            faults.Add(value, $"unknown key '{name}' in the range of {key}; known keys: {string.Join(", ", s_keys)}");
        if (Number(key, node, "from") is not { } from || Number(key, node, "to") is not { } to)
            return [];
        var stepped = node.Members.ContainsKey("step");
        if (stepped == node.Members.ContainsKey("count"))
        {
            faults.Add(node, $"the range of {key} takes either step or count");
            return [];
        }
        var log = node.Members.TryGetValue("log", out var flag) && Flag(key, flag);
        return Number(key, node, stepped ? "step" : "count") is not { } third ? []
            : stepped ? Stepped(key, node, from, to, third, log)
            : Counted(key, node, from, to, third, log);
    }

    string[] Stepped(string key, ConfigNode node, decimal from, decimal to, decimal step, bool log)
    {
        if (log)
            faults.Add(node, $"the range of {key} has log and step; ratios are even with count");
        else if (step <= 0 || to < from || (to - from) / step >= MostValues)
            faults.Add(node, $"the range of {key} needs a step above 0, from at most to, and at most {MostValues} values");
        else
            return [.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => Text(from + i * step))];
        return [];
    }

    string[] Counted(string key, ConfigNode node, decimal from, decimal to, decimal count, bool log)
    {
        if (count != decimal.Truncate(count) || count is < 2 or > MostValues)
            faults.Add(node, $"count in the range of {key} is a whole number from 2 to {MostValues}");
        else if (log && (from <= 0 || to <= 0))
            faults.Add(node, $"the range of {key} has log; from and to must be above 0");
        else
            return [.. Enumerable.Range(0, (int)count).Select(i => log
                ? ((double)from * Math.Pow((double)(to / from), i / ((double)count - 1))).ToString("G6", CultureInfo.InvariantCulture)
                : Text(from + (to - from) * i / (count - 1)))];
        return [];
    }

    decimal? Number(string key, ConfigNode node, string part)
    {
        if (node.Members.TryGetValue(part, out var value) && value.Kind == JsonTokenType.Number
            && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(value ?? node, $"{part} in the range of {key} is {value?.Shown ?? "missing"}, expected a number");
        return null;
    }

    bool Flag(string key, ConfigNode node)
    {
        if (node.Kind is not (JsonTokenType.True or JsonTokenType.False))
            faults.Add(node, $"log in the range of {key} is {node.Shown}, expected true or false");
        return node.Kind == JsonTokenType.True;
    }

    static string Text(decimal number) => (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    static string Show(ConfigNode value) => value.Kind switch
    {
        JsonTokenType.String => value.Text,
        JsonTokenType.StartArray => $"[{string.Join(", ", value.Items.Select(Show))}]",
        JsonTokenType.StartObject => "{}",
        _ => value.Shown,
    };
}
