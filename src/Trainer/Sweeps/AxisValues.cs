using System.Globalization;
using System.Text.Json;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>
/// The values of an axis: a list, or a range, <c>{ from, to }</c> with <c>step</c> or <c>count</c>, or neither for any number
/// between; <c>log: true</c> for even ratios, <c>integer: true</c> for whole numbers. Numbers made here have six digits.
/// </summary>
sealed class AxisValues(SweepFaults faults)
{
    public static readonly IReadOnlyList<string> Keys = ["from", "to", "step", "count", "log", "integer"];

    const int MostValues = 1000;
    // of decimal numbers that hold what is calculated with them
    const decimal Largest = 1e15m;
    const decimal Smallest = 1e-15m;

    public static bool IsRange(ConfigNode node) => node.Members.Keys.Any(k => k is "from" or "to");

    public static SweepSetting Setting(string key, ConfigNode value) => new(key, Show(value), value);

    /// <summary>A number of an axis' range, as if the file listed it.</summary>
    public static SweepSetting Number(SweepAxis axis, double number) =>
        Setting(axis.Key, new(JsonTokenType.Number, Digits(number, axis.Range is { Whole: true }), axis.Node.Where));

    public SweepAxis Of(string key, ConfigNode node)
    {
        if (node.Kind == JsonTokenType.StartArray && node.Items.Count > 0)
            return new(key, [.. Listed(key, node)]) { Node = node };
        if (node.Kind == JsonTokenType.StartObject && node.Members.Count > 0)
            return Range(key, node);
        faults.Add(node, $"{key} is {(node.Kind == JsonTokenType.StartArray ? "an empty list" : node.Shown)}, expected a list of values or a range");
        return new(key, []) { Node = node };
    }

    IEnumerable<SweepSetting> Listed(string key, ConfigNode node)
    {
        var shown = new HashSet<string>();
        foreach (var item in node.Items)
            if (item.Kind == JsonTokenType.StartObject)
                faults.Add(item, $"a value of the axis {key} is an object; make its keys axes of their own, or a ladder's steps of them");
            else if (!shown.Add(Show(item)))
                faults.Add(item, $"the value {Show(item)} is there twice in the axis {key}");
            else
                yield return Setting(key, item);
    }

    SweepAxis Range(string key, ConfigNode node)
    {
        var section = new SweepSection(node, $"the range of {key}", Keys, faults);
        section.RefuseUnknown();
        var (log, whole) = (section.Flag("log"), section.Flag("integer"));
        var none = new SweepAxis(key, []) { Node = node };
        var (first, last) = (Number(key, node, "from"), Number(key, node, "to"));
        if (first is not { } from || last is not { } to)
            return none;
        if (section.Has("step") && section.Has("count"))
            faults.Add(node, $"the range of {key} takes either step or count");
        else if (log && (from <= 0 || to <= 0))
            faults.Add(node, $"the range of {key} has log; from and to must be above 0");
        else if (to <= from)
            faults.Add(node, $"the range of {key} needs from to be less than to");
        else if (whole && (from != decimal.Truncate(from) || to != decimal.Truncate(to)))
            faults.Add(node, $"the range of {key} has integer; from and to must be whole numbers");
        else
        {
            var numbers = section.Has("step") ? Stepped(key, node, from, to, log, whole) : section.Has("count") ? Counted(key, node, from, to, log, whole) : [];
            var range = new AxisRange((double)from, (double)to, log, whole || section.Has("step") && numbers.All(n => int.TryParse(n, CultureInfo.InvariantCulture, out _)));
            return numbers.Length == 0 && (section.Has("step") || section.Has("count")) ? none
                : none with { Values = [.. numbers.Select(n => Setting(key, new(JsonTokenType.Number, n, node.Where)))], Range = range };
        }
        return none;
    }

    string[] Stepped(string key, ConfigNode node, decimal from, decimal to, bool log, bool whole)
    {
        if (Number(key, node, "step") is not { } step)
            return [];
        if (log)
            faults.Add(node, $"the range of {key} has log and step; ratios are even with count");
        else if (step <= 0 || whole && step != decimal.Truncate(step))
            faults.Add(node.Members["step"], $"step in the range of {key} is {node.Members["step"].Shown}, expected a {(whole ? "whole " : "")}number above 0");
        else if ((double)(to - from) / (double)step >= MostValues)
            faults.Add(node, $"the range of {key} has more than {MostValues} values");
        else
            return [.. Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => Text(from + i * step))];
        return [];
    }

    string[] Counted(string key, ConfigNode node, decimal from, decimal to, bool log, bool whole)
    {
        if (Number(key, node, "count") is not { } count)
            return [];
        if (count != decimal.Truncate(count) || count is < 2 or > MostValues)
        {
            faults.Add(node.Members["count"], $"count in the range of {key} is {node.Members["count"].Shown}, expected a whole number from 2 to {MostValues}");
            return [];
        }
        var numbers = Enumerable.Range(0, (int)count).Select(i => log
            ? Digits((double)from * Math.Pow((double)to / (double)from, i / ((double)count - 1)), whole)
            : whole ? Digits((double)(from + (to - from) * i / (count - 1)), true) : Text(i == 0 ? from : i == count - 1 ? to : SixDigits(from + (to - from) * i / (count - 1))));
        return [.. numbers.Distinct()];
    }

    decimal? Number(string key, ConfigNode node, string part)
    {
        if (node.Members.TryGetValue(part, out var value) && value.Kind == JsonTokenType.Number
            && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Largest && (Math.Abs(number) >= Smallest || double.Parse(value.Text, CultureInfo.InvariantCulture) == 0))
            return number;
        faults.Add(value ?? node, $"{part} in the range of {key} is {value?.Shown ?? "missing"}, expected a number"
            + (value?.Kind == JsonTokenType.Number ? " no larger than 1e15, and 0 or no smaller than 1e-15" : ""));
        return null;
    }

    static string Digits(double number, bool whole) =>
        whole ? Math.Round(number).ToString("F0", CultureInfo.InvariantCulture) : number.ToString("G6", CultureInfo.InvariantCulture);

    // what is whole stays what it is, as the setting may take nothing else
    static decimal SixDigits(decimal number) =>
        number == decimal.Truncate(number) ? number : decimal.Parse(Digits((double)number, false), NumberStyles.Float, CultureInfo.InvariantCulture);

    static string Text(decimal number) => (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    static string Show(ConfigNode value) => value.Kind switch
    {
        JsonTokenType.String => value.Text,
        JsonTokenType.StartArray => $"[{string.Join(", ", value.Items.Select(Show))}]",
        JsonTokenType.StartObject => "{}",
        _ => value.Shown,
    };
}
