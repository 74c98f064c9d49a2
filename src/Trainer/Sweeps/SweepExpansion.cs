using Platform.Contracts;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Trainer.Configuration;
using Platform.Trainer.Methods;

namespace Platform.Trainer.Sweeps;

/// <summary>Lays a sweep out: applies what it sets to the base, row by row, and collects what cannot be set.</summary>
sealed class SweepExpansion(SweepFile file, string source, SweepFaults faults)
{
    const int MostCells = 10_000;

    readonly HashSet<SweepSetting> _refused = [];
    readonly Dictionary<string, SweepCell> _cells = [];

    /// <summary>Null where the base cannot be read. With faults it holds what is left without them.</summary>
    public SweepPlan? Plan(SeedChoice? choice)
    {
        if (Base() is not { } config)
            return null;
        foreach (var setting in file.Set.Concat(file.Ladder.SelectMany(s => s.Set)).Concat(file.Axes.SelectMany(a => a.Values)))
            if (!faults.Try(() => Apply(Root(), setting)))
                _refused.Add(setting);
        var seeds = file.Seeds.Count > 0 ? file.Seeds : [config.Seed];
        seeds = choice?.Of(seeds) ?? seeds;
        var rows = SweepRows.Of(file);
        if (file.Axes.Aggregate((long)Math.Max(1, file.Ladder.Count) * seeds.Count, (n, axis) => n * axis.Values.Count) > MostCells)
            faults.Add($"{source}:1: the sweep has more than {MostCells} cells");
        else
            return new(file, seeds, [.. rows.Select(row => Row(row, seeds)).OfType<SweepRow>()], [.. _cells.Values]);
        return null;
    }

    string BasePath => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(source))!, file.Base) is var beside && File.Exists(beside)
        ? beside
        : file.Base;

    TrainingConfig? Base()
    {
        try
        {
            return TrainingConfigReader.Read(BasePath);
        }
        catch (Contracts.UserErrorException e)
        {
            faults.Add($"{source}: base {file.Base}: {e.Message}");
            return null;
        }
    }

    ConfigNode Root() => TrainingConfigReader.Tree(BasePath);

    SweepRow? Row(SweepRows row, IReadOnlyList<int> seeds)
    {
        var root = Root();
        foreach (var setting in row.Settings.Where(s => !_refused.Contains(s)))
            Apply(root, setting);
        var before = faults.Count;
        if (Config(root) is not { } config || faults.Count > before)
            return null;
        var name = string.Join(' ', ((string[])[config.Name ?? Path.GetFileNameWithoutExtension(file.Base), row.Label]).Where(part => part.Length > 0));
        var json = JsonNode.Parse(TrainingConfigReader.ToJson(config))!;
        return new(row.Label, [.. SweepRows.VariedKeys(file).Select(key => Mark(json, key))],
            [.. seeds.Select(seed => Cell(config with { Seed = seed, Name = $"{name} s{seed}" }))]);
    }

    TrainingConfig? Config(ConfigNode root)
    {
        TrainingConfig? config = null;
        if (!faults.Try(() => config = TrainingConfigReader.Checked(root)))
            return null;
        foreach (var fault in ConfigRanges.Faults(config!, root))
            faults.Add(fault);
        if (!MethodCatalog.Names.Contains(config!.Method))
        {
            faults.Add(root.Members["method"], $"method '{config.Method}' is unknown; known: {string.Join(", ", MethodCatalog.Names)}");
            return null;
        }
        var method = MethodCatalog.Definition(config.Method);
        RefuseUnknown(root, "switches", method.Method, method.Switches.Keys);
        RefuseUnknown(root, "lossWeights", method.Method, method.LossWeights.Keys);
        if (config.Dataset.ValidationSplit != file.Objective.Split)
            faults.Add($"{source}: objective {file.Objective} is of the split '{file.Objective.Split}'; evaluated is '{config.Dataset.ValidationSplit}'");
        return method.Complete(config);
    }

    void RefuseUnknown(ConfigNode root, string section, string method, IEnumerable<string> known)
    {
        if (!root.Members.TryGetValue(section, out var node))
            return;
        foreach (var (key, value) in node.Members.Where(m => !known.Contains(m.Key)))
            faults.Add(value, $"method '{method}' has no {section}.{key}; " + (Spelling.Nearest(key, known) is { } near
                ? $"did you mean '{section}.{near}'?"
                : $"it has {string.Join(", ", known.DefaultIfEmpty("none"))}"));
    }

    SweepCell Cell(TrainingConfig config)
    {
        var hash = TrainingConfigReader.HashOf(config);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Name}|{hash}|{config.Seed}")))[..12];
        if (!_cells.TryGetValue(id, out var cell))
            _cells[id] = cell = new(id, config.Name!, config, hash);
        return cell;
    }

    // text may hold a number where a string is expected, as on the command line
    static void Apply(ConfigNode root, SweepSetting setting) => ConfigOverride.Apply(root, setting.Key, setting.Value);

    /// <summary>"✓", "" or the value itself.</summary>
    static string Mark(JsonNode config, string path)
    {
        var keys = path.Split('.');
        var node = (JsonNode?)config;
        for (var i = 0; i < keys.Length && node is JsonObject o; i++)
            // the keys of a dictionary may hold points
            node = o.TryGetPropertyValue(keys[i], out var next) ? next : o[string.Join('.', keys[i..])];
        return node?.GetValueKind() switch
        {
            null or JsonValueKind.False => "",
            JsonValueKind.True => "✓",
            JsonValueKind.String => node.ToString(),
            _ => node.ToJsonString(),
        };
    }
}
