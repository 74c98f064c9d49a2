using Platform.Contracts;
using Platform.Contracts.Sweeps;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>The form of a sweep file: which keys it has and what each takes. What it sets is checked when it is laid out.</summary>
sealed partial class SweepDocument(string source, SweepFaults faults)
{
    static readonly string[] s_keys = ["name", "description", "base", "set", "seeds", "ladder", "axes", "objective"];
    static readonly string[] s_stepKeys = ["name", "set"];

    /// <summary>Null where the base is missing: nothing can be laid out then.</summary>
    public SweepFile? Read(ConfigNode root)
    {
        if (!Is(root, JsonTokenType.StartObject, "the sweep file", "keys with values"))
            return null;
        RefuseUnknown(root, s_keys, "");
        var name = Text(root, "name");
        var config = Text(root, "base");
        if (name is not null && !NameForm().IsMatch(name))
            faults.Add(root.Members["name"], $"name is '{name}'; it takes small letters, digits and hyphens, as a folder is called after it");
        var (ladder, axes) = (Ladder(root), Axes(root));
        RefuseBoth(ladder, axes);
        if (config is null)
            return null;
        return new()
        {
            Name = name ?? "",
            Description = root.Members.ContainsKey("description") ? Text(root, "description") : null,
            Base = config,
            Set = root.Members.TryGetValue("set", out var set) ? Settings(set, "set") : [],
            Seeds = Seeds(root),
            Ladder = ladder,
            Axes = axes,
            Objective = Objective(root),
        };
    }

    string? Text(ConfigNode root, string key)
    {
        if (!root.Members.TryGetValue(key, out var node))
        {
            faults.Add($"{source}:1: '{key}' is missing");
            return null;
        }
        return Is(node, JsonTokenType.String, key, "a string") ? node.Text : null;
    }

    int[] Seeds(ConfigNode root)
    {
        if (!root.Members.TryGetValue("seeds", out var node) || !Is(node, JsonTokenType.StartArray, "seeds", "a list of whole numbers"))
            return [];
        var seeds = new List<int>();
        foreach (var item in node.Items)
            if (!ConfigType.Of(typeof(int)).Accepts(item))
                faults.Add(item, $"a seed is {item.Shown}, expected a whole number");
            else if (seeds.Contains(int.Parse(item.Text, System.Globalization.CultureInfo.InvariantCulture)))
                faults.Add(item, $"the seed {item.Text} is there twice");
            else
                seeds.Add(int.Parse(item.Text, System.Globalization.CultureInfo.InvariantCulture));
        if (node.Items.Count == 0)
            faults.Add(node, "seeds is an empty list; leave it out for the base's own seed");
        return [.. seeds];
    }

    SweepStep[] Ladder(ConfigNode root)
    {
        if (!root.Members.TryGetValue("ladder", out var node) || !Is(node, JsonTokenType.StartArray, "ladder", "a list of steps"))
            return [];
        var steps = new List<SweepStep>();
        foreach (var item in node.Items)
            if (Step(item) is { } step)
            {
                if (steps.Any(s => s.Name == step.Name))
                    faults.Add(item, $"the step '{step.Name}' is there twice");
                steps.Add(step);
            }
        return [.. steps];
    }

    SweepStep? Step(ConfigNode item)
    {
        if (!Is(item, JsonTokenType.StartObject, "a step", "name and set"))
            return null;
        RefuseUnknown(item, s_stepKeys, "a step");
        if (!item.Members.TryGetValue("name", out var name))
            faults.Add(item, "a step has no 'name'");
        else if (Is(name, JsonTokenType.String, "a step's name", "a string"))
            return new(name.Text, item.Members.TryGetValue("set", out var set) ? Settings(set, "a step's set") : []);
        return null;
    }

    SweepAxis[] Axes(ConfigNode root)
    {
        if (!root.Members.TryGetValue("axes", out var node) || !Is(node, JsonTokenType.StartObject, "axes", "key paths with lists of values"))
            return [];
        var values = new AxisValues(faults);
        return [.. Leaves(node, "", stopAt: AxisValues.IsRange).Select(leaf => new SweepAxis(leaf.Key, values.Of(leaf.Key, leaf.Value)))
            .Where(axis => axis.Values.Count > 0)];
    }

    SweepObjective Objective(ConfigNode root)
    {
        if (!root.Members.TryGetValue("objective", out var node) || !Is(node, JsonTokenType.String, "objective", "a metric's name"))
            return SweepObjective.Default;
        var objective = SweepObjective.Parse(node.Text);
        if (objective is null)
            faults.Add(node, $"objective is '{node.Text}', expected miou/SPLIT/OUTPUT, as in {SweepObjective.Default}");
        return objective ?? SweepObjective.Default;
    }

    SweepSetting[] Settings(ConfigNode node, string what)
    {
        if (!Is(node, JsonTokenType.StartObject, what, "key paths with values"))
            return [];
        var settings = Leaves(node, "").Select(leaf => AxisValues.Setting(leaf.Key, leaf.Value)).ToArray();
        foreach (var seed in settings.Where(s => s.Key == "seed"))
            faults.Add(seed.Value, "seed is no setting of a sweep; list the seeds under 'seeds'");
        return [.. settings.Where(s => s.Key != "seed")];
    }

    /// <summary>Maps within maps as key paths, so that <c>switches: { ptc: false }</c> leaves the other switches alone.</summary>
    static IEnumerable<(string Key, ConfigNode Value)> Leaves(ConfigNode node, string path, Func<ConfigNode, bool>? stopAt = null) =>
        node.Members.SelectMany(member => member.Value.Members.Count == 0 || stopAt?.Invoke(member.Value) == true
            ? [(ConfigSchema.Join(path, member.Key), member.Value)]
            : Leaves(member.Value, ConfigSchema.Join(path, member.Key), stopAt));

    void RefuseBoth(SweepStep[] ladder, SweepAxis[] axes)
    {
        foreach (var axis in axes)
            if (ladder.FirstOrDefault(step => step.Set.Any(s => s.Key == axis.Key)) is { } step)
                faults.Add(step.Set.First(s => s.Key == axis.Key).Value, $"{axis.Key} is an axis and also set by the step '{step.Name}'; it can be one of them");
    }

    bool Is(ConfigNode node, JsonTokenType kind, string what, string expected)
    {
        if (node.Kind != kind)
            faults.Add(node, $"{what} is {node.Shown}, expected {expected}");
        return node.Kind == kind;
    }

    void RefuseUnknown(ConfigNode node, string[] known, string of)
    {
        foreach (var (key, value) in node.Members.Where(m => !known.Contains(m.Key)))
            faults.Add(value, $"unknown key '{key}'{(of.Length == 0 ? "" : $" in {of}")}; "
                + (Spelling.Nearest(key, known) is { } near ? $"did you mean '{near}'?" : $"known keys: {string.Join(", ", known)}"));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
