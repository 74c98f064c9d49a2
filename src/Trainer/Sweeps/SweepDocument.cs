using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>The form of a sweep file: which keys it has and what each takes. What it sets is checked when it is laid out.</summary>
sealed partial class SweepDocument(string source, SweepFaults faults)
{
    public static readonly IReadOnlyList<string> Keys =
    [
        "name", "description", "base", "set", "seeds", "ladder", "axes", "constraints", "objective", "strategy", "asha", "adaptiveSeeds",
        "budget", "priority", "retries", "reuse",
    ];

    public static readonly IReadOnlyList<string> StepKeys = ["name", "set"];
    public static readonly IReadOnlyList<string> LadderKeys = ["form", "steps"];

    /// <summary>By how the file writes them.</summary>
    public static readonly IReadOnlyList<string> LadderForms = ["cumulative", "leave-one-out"];

    /// <summary>Null where it has no keys.</summary>
    public SweepFile? Read(ConfigNode root)
    {
        if (!Is(root, JsonTokenType.StartObject, "the sweep file", "keys with values"))
            return null;
        var top = new SweepSection(root, "", Keys, faults);
        top.RefuseUnknown();
        var name = Text(root, "name");
        if (name is not null && !NameForm().IsMatch(name))
            faults.Add(root.Members["name"], $"name is '{name}'; it takes small letters, digits and hyphens, at most 100, as a folder is called after it");
        var policies = new SweepPolicies(root, faults);
        var file = new SweepFile
        {
            Root = root,
            Name = name ?? "",
            Description = root.Members.ContainsKey("description") ? Text(root, "description") : null,
            Base = Base(root) ?? new SweepBase("") { Node = root },
            Set = root.Members.TryGetValue("set", out var set) ? Settings(set, "set") : [],
            Seeds = Seeds(root),
            Ladder = Ladder(root),
            LadderForm = LadderForm(root),
            Axes = Axes(root),
            Constraints = Constraints(root),
            Objective = Objective(root),
            Strategy = policies.Strategy(),
            Asha = policies.Asha(),
            AdaptiveSeeds = policies.AdaptiveSeeds(),
            Budget = policies.Budget(),
            Priority = top.Whole("priority", -100, 100) ?? 0,
            Retries = top.Whole("retries", 0, 100) ?? 1,
            Reuse = top.Flag("reuse"),
        };
        RefuseBoth(file);
        policies.RefuseMismatch(file);
        return file;
    }

    string? Text(ConfigNode root, string key)
    {
        if (!root.Members.TryGetValue(key, out var node))
        {
            faults.Add($"{source}:1:1: '{key}' is missing");
            return null;
        }
        return Is(node, JsonTokenType.String, key, "a string") ? node.Text : null;
    }

    SweepBase? Base(ConfigNode root)
    {
        if (root.Members.TryGetValue("base", out var node) && node.Kind == JsonTokenType.StartObject)
            return new("the base") { Node = node };
        if (node is { Kind: not JsonTokenType.String } or { Text: "" })
            faults.Add(node, $"base is {node.Shown}, expected a configuration's name, the path of one, or the configuration itself");
        else if (Text(root, "base") is { } name)
            return new(name) { Node = node! };
        return null;
    }

    int[] Seeds(ConfigNode root)
    {
        if (!root.Members.TryGetValue("seeds", out var node) || !Is(node, JsonTokenType.StartArray, "seeds", "a list of whole numbers"))
            return [];
        var seeds = new OrderedDictionary<int, ConfigNode>();
        foreach (var item in node.Items)
            if (item.Kind != JsonTokenType.Number || !int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) || seed > SeedChoice.Largest)
                faults.Add(item, $"a seed is {item.Shown}, expected a whole number from 0 to {SeedChoice.Largest}");
            else if (!seeds.TryAdd(seed, item))
                faults.Add(item, $"the seed {item.Text} is there twice");
        if (node.Items.Count == 0)
            faults.Add(node, "seeds is an empty list; leave it out for the base's own seed");
        return [.. seeds.Keys];
    }

    SweepStep[] Ladder(ConfigNode root)
    {
        if (!root.Members.TryGetValue("ladder", out var node))
            return [];
        if (node.Kind == JsonTokenType.StartObject)
        {
            var section = new SweepSection(node, "ladder", LadderKeys, faults);
            section.RefuseUnknown();
            if (!section.Needs("steps", "a list of steps"))
                return [];
            node = node.Members["steps"];
        }
        if (!Is(node, JsonTokenType.StartArray, "ladder", "a list of steps, or form and steps"))
            return [];
        if (node.Items.Count == 0)
            faults.Add(node, "ladder is an empty list of steps");
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

    LadderForm LadderForm(ConfigNode root) =>
        root.Members.TryGetValue("ladder", out var node) && node.Kind == JsonTokenType.StartObject
        && new SweepSection(node, "ladder", LadderKeys, faults).Word("form", LadderForms) == "leave-one-out"
            ? Sweeps.LadderForm.LeaveOneOut
            : Sweeps.LadderForm.Cumulative;

    SweepStep? Step(ConfigNode item)
    {
        if (!Is(item, JsonTokenType.StartObject, "a step", "name and set"))
            return null;
        new SweepSection(item, "a step", StepKeys, faults).RefuseUnknown();
        if (!item.Members.TryGetValue("name", out var name))
            faults.Add(item, "a step has no 'name'");
        else if (name is { Kind: JsonTokenType.String, Text: "" })
            faults.Add(name, "a step's name is empty");
        else if (Is(name, JsonTokenType.String, "a step's name", "a string"))
            return new(name.Text, item.Members.TryGetValue("set", out var set) ? Settings(set, "a step's set") : []);
        return null;
    }

    SweepAxis[] Axes(ConfigNode root)
    {
        if (!root.Members.TryGetValue("axes", out var node) || !Is(node, JsonTokenType.StartObject, "axes", "key paths with lists of values"))
            return [];
        if (node.Members.Count == 0)
            faults.Add(node, "axes names no setting");
        var values = new AxisValues(faults);
        var axes = Leaves(node, "", stopAt: AxisValues.IsRange).Select(leaf => values.Of(leaf.Key, leaf.Value)).ToArray();
        foreach (var (i, axis) in axes.Index())
            if (axes.Take(i).FirstOrDefault(other => Overlap(axis.Key, other.Key)) is { } other)
                faults.Add(axis.Node, axis.Key == other.Key ? $"the axis {axis.Key} is there twice" : $"the axes {other.Key} and {axis.Key} set the same");
        return [.. axes.Where(axis => axis.Values.Count > 0 || axis.Range is not null).DistinctBy(axis => axis.Key)];
    }

    SweepConstraint[] Constraints(ConfigNode root)
    {
        if (!root.Members.TryGetValue("constraints", out var node) || !Is(node, JsonTokenType.StartArray, "constraints", "a list of conditions"))
            return [];
        var constraints = new List<SweepConstraint>();
        foreach (var item in node.Items)
            if (Is(item, JsonTokenType.String, "a constraint", "a condition as text")
                && faults.Try(() => constraints.Add(SweepConstraint.Parse(item))))
                continue;
        return [.. constraints];
    }

    SweepObjective Objective(ConfigNode root)
    {
        if (!root.Members.TryGetValue("objective", out var node) || !Is(node, JsonTokenType.String, "objective", "a metric's name"))
            return SweepObjective.Default;
        var objective = SweepObjective.Parse(node.Text);
        if (objective is null)
            faults.Add(node, $"objective is '{node.Text}', expected {SweepObjective.Form}, as in {SweepObjective.Default}");
        return objective ?? SweepObjective.Default;
    }

    SweepSetting[] Settings(ConfigNode node, string what)
    {
        if (!Is(node, JsonTokenType.StartObject, what, "key paths with values"))
            return [];
        var settings = Leaves(node, "").Select(leaf => AxisValues.Setting(leaf.Key, leaf.Value)).ToArray();
        foreach (var seed in settings.Where(s => s.Key == "seed"))
            faults.Add(seed.Value, "seed is no setting of a sweep; list the seeds under 'seeds'");
        foreach (var twice in settings.GroupBy(s => s.Key).SelectMany(same => same.Skip(1)))
            faults.Add(twice.Value, $"{twice.Key} is there twice in {what}");
        return [.. settings.Where(s => s.Key != "seed")];
    }

    /// <summary>Maps within maps as key paths, so that <c>switches: { ptc: false }</c> leaves the other switches alone.</summary>
    public static IEnumerable<(string Key, ConfigNode Value)> Leaves(ConfigNode node, string path, Func<ConfigNode, bool>? stopAt = null) =>
        node.Members.SelectMany(member => member.Value.Members.Count == 0 || stopAt?.Invoke(member.Value) == true
            ? [(ConfigSchema.Join(path, member.Key), member.Value)]
            : Leaves(member.Value, ConfigSchema.Join(path, member.Key), stopAt));

    void RefuseBoth(SweepFile file)
    {
        foreach (var axis in file.Axes)
            if (file.Ladder.FirstOrDefault(step => step.Set.Any(s => Overlap(s.Key, axis.Key))) is { } step)
                faults.Add(step.Set.First(s => Overlap(s.Key, axis.Key)).Value, $"{axis.Key} is an axis and also set by the step '{step.Name}'; it can be one of them");
    }

    // one path is the other, or leads to it
    static bool Overlap(string one, string other) => $"{one}.".StartsWith($"{other}.", StringComparison.Ordinal) || $"{other}.".StartsWith($"{one}.", StringComparison.Ordinal);

    bool Is(ConfigNode node, JsonTokenType kind, string what, string expected)
    {
        if (node.Kind != kind)
            faults.Add(node, $"{what} is {node.Shown}, expected {expected}");
        return node.Kind == kind;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
