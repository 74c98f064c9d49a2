using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Trainer.Configuration;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Sweeps;

/// <summary>Lays a sweep out: applies what it sets to the base, row by row, and collects what cannot be set.</summary>
/// <param name="folder">What a base given as path is relative to; null: the base is one that comes with the platform.</param>
sealed class SweepExpansion(SweepFile file, string? folder, SweepFaults faults)
{
    public const int MostCells = 10_000;

    readonly HashSet<SweepSetting> _refused = [];
    readonly HashSet<SweepConstraint> _met = [];
    readonly Dictionary<string, SweepCell> _cells = [];
    readonly IReadOnlyList<string> _varied = SweepRows.VariedKeys(file);
    ConfigNode? _tree;
    TrainingConfig? _base;

    /// <summary>Of the file, or the base's own.</summary>
    public IReadOnlyList<int> Seeds => file.Seeds.Count > 0 ? file.Seeds : [_base!.Seed];

    /// <summary>The base as it was read.</summary>
    public JsonObject BaseJson => file.Base.Json(_tree!);

    /// <summary>Null where the base cannot be read. With faults it holds what is left without them.</summary>
    public SweepPlan? Plan(SeedChoice? choice)
    {
        CheckSettings();
        if (!ReadBase())
            return null;
        var seeds = choice?.Of(Seeds) ?? Seeds;
        if (TooMany(seeds.Count))
            return null;
        if (file.Strategy.Draws)
            CheckEnds();
        var combinations = file.Strategy.Draws ? faults.Any ? [] : Drawn([], int.MaxValue) : SweepRows.Of(file);
        SweepRow[] rows = [.. combinations.Select(row => Row(row, seeds)).OfType<SweepRow>()];
        if (rows.Length == 0 && !faults.Any)
            RefuseConstraints();
        return new(file, seeds, rows, [.. _cells.Values]);
    }

    /// <summary>Whether the base can be read, which everything but <see cref="Plan"/> needs first.</summary>
    public bool ReadBase()
    {
        if (file.Base.Shown.Length == 0)
            return false;
        try
        {
            _tree = file.Base.Tree(folder);
            _base = TrainingConfigReader.Checked(_tree);
            return true;
        }
        catch (UserErrorException e) when (file.Base.Node.Kind == JsonTokenType.StartObject)
        {
            // the first fault of all, and those of its values
            faults.Add(e.Message);
            foreach (var (key, value) in SweepDocument.Leaves(file.Base.Node, ""))
                TryApply(key, value);
            return false;
        }
        catch (UserErrorException e)
        {
            faults.Add($"{file.Base.Node.Where}: base {file.Base.Shown}: {e.Message}");
            return false;
        }
    }

    /// <summary>What the strategy draws next, having seen these.</summary>
    /// <param name="most">Rows, at most.</param>
    public IReadOnlyList<SweepRows> Drawn(IReadOnlyList<TriedRow> tried, int most) =>
        [.. new SweepDraws(file, new SearchSpace(file.Axes, Allows)).Next(tried, Seeds.Count, most).Select(values => SweepRows.Of(file, values))];

    /// <summary>Null where the combination has faults or the constraints exclude it.</summary>
    public SweepRow? Row(SweepRows row, IReadOnlyList<int> seeds)
    {
        var root = Applied(row.Settings);
        var before = faults.Count;
        if (Config(root) is not { } config)
            return null;
        var json = Json(config);
        // what a constraint excludes may be out of range
        if (faults.Count == before && !Meets(json))
            return null;
        foreach (var fault in ConfigRanges.Faults(config, root))
            faults.Add(fault);
        CheckSchedule(config);
        if (faults.Count > before)
            return null;
        var name = string.Join(' ', ((string[])[config.Name ?? Path.GetFileNameWithoutExtension(file.Base.Shown), row.Label]).Where(part => part.Length > 0));
        string[] marks = [.. _varied.Select(key => Mark(json, key))];
        var hash = TrainingConfigReader.HashOf(config);
        return new(row.Label, marks, [.. seeds.Select(seed => Cell(config with { Seed = seed, Name = $"{name} s{seed}" }, hash))]) { Values = row.Values };
    }

    void CheckSettings()
    {
        foreach (var setting in file.Set.Concat(file.Ladder.SelectMany(s => s.Set)))
            if (!TryApply(setting.Key, setting.Value))
                _refused.Add(setting);
        foreach (var axis in file.Axes)
            foreach (var value in Ends(axis))
                if (!TryApply(value.Key, value.Value, axis.Node.Where))
                    _refused.Add(value);
    }

    // whether a setting exists and takes the value does not depend on the base
    bool TryApply(string key, ConfigNode value, string? place = null) =>
        faults.Try(() => ConfigOverride.Apply(new(JsonTokenType.StartObject, "", value.Where), key, value, place));

    // what any draw may come to is checked at both ends of every axis
    void CheckEnds()
    {
        foreach (var axis in file.Axes)
            foreach (var value in Ends(axis))
                if (!_refused.Contains(value) && TryApply(value.Key, value.Value, axis.Node.Where))
                    Row(SweepRows.Of(file, [value]), []);
    }

    static IReadOnlyList<SweepSetting> Ends(SweepAxis axis) =>
        axis.Values.Count > 0 ? axis.Values : [AxisValues.Number(axis, axis.Range!.From), AxisValues.Number(axis, axis.Range.To)];

    ConfigNode Applied(IEnumerable<SweepSetting> settings)
    {
        var root = _tree!.Copy();
        foreach (var setting in settings.Where(s => !_refused.Contains(s)))
            ConfigOverride.Apply(root, setting.Key, setting.Value);
        return root;
    }

    bool Allows(IReadOnlyList<SweepSetting> values) => file.Constraints.Count == 0
        || Config(Applied([.. file.Set, .. values])) is { } config && Meets(Json(config));

    bool Meets(JsonObject config)
    {
        var meets = true;
        foreach (var constraint in file.Constraints)
        {
            var holds = false;
            meets &= faults.Try(() => holds = constraint.Holds(config)) && holds;
            if (holds)
                _met.Add(constraint);
        }
        return meets;
    }

    // in numbers that do not overflow, before a single one is made
    bool TooMany(int seeds)
    {
        var cells = !file.Strategy.Draws ? file.Axes.Aggregate((double)Math.Max(1, file.Ladder.Count) * seeds, (n, axis) => n * axis.Values.Count)
            : SweepDraws.Total(file, seeds) is not int.MaxValue and var points ? (double)points * seeds : 0;
        if (cells > MostCells)
            faults.Add(file.At(file.Strategy.Draws ? "strategy" : file.Axes.Count > 0 ? "axes" : "seeds"), string.Create(CultureInfo.InvariantCulture,
                $"{(file.Strategy.Draws ? "points and seeds" : "axes, ladder and seeds")} make {cells:G6} cells, more than {MostCells}")
                + (file.Strategy.Draws ? "" : "; strategy random or tpe tries some of them"));
        return cells > MostCells;
    }

    void RefuseConstraints()
    {
        foreach (var constraint in file.Constraints.Except(_met))
            faults.Add(constraint.Node, $"constraint '{constraint.Node.Text}': no combination meets it");
        if (!faults.Any)
            faults.Add(file.At("constraints"), "the constraints leave no combination");
    }

    TrainingConfig? Config(ConfigNode root)
    {
        TrainingConfig? config = null;
        if (!faults.Try(() => config = TrainingConfigReader.Checked(root)))
            return null;
        if (!MethodCatalog.Names.Contains(config!.Method))
        {
            faults.Add(root.Members["method"], $"method '{config.Method}' is unknown; known: {string.Join(", ", MethodCatalog.Names)}");
            return null;
        }
        var method = MethodCatalog.Definition(config.Method);
        RefuseUnknown(root, "switches", method.Method, method.Switches.Keys);
        RefuseUnknown(root, "lossWeights", method.Method, method.LossWeights.Keys);
        return method.Complete(config);
    }

    void CheckSchedule(TrainingConfig config)
    {
        var objective = file.Objective;
        if (config.Dataset.ValidationSplit != objective.Split)
            faults.Add(file.At("objective"), $"objective {objective} is of the split '{objective.Split}'; evaluated is '{config.Dataset.ValidationSplit}'");
        if (MethodCatalog.Definition(config.Method).Outputs is var outputs && !outputs.Contains(objective.Output))
            faults.Add(file.At("objective"), $"objective {objective} is of the output '{objective.Output}'; method '{config.Method}' has {string.Join(", ", outputs)}");
        if (objective.Class is { } name && DatasetCatalog.LabelsOf(config.Dataset) is { } labels && !labels.Contains(name))
            faults.Add(file.At("objective"), $"objective {objective} is of the class '{name}'; " + (Spelling.Nearest(name, labels) is { } near
                ? $"did you mean '{near}'?"
                : $"{config.Dataset.Kind} has {string.Join(", ", labels)}"));
        if (file.Asha is not { } asha)
            return;
        var every = config.Schedule.EvaluateEvery;
        if (asha.From % every != 0)
            faults.Add(file.At("asha").Members["from"], $"asha.from is {asha.From}; runs are evaluated every {every} iterations (schedule.evaluateEvery), so it must be a multiple of that");
        if (asha.From >= config.Iterations)
            faults.Add(file.At("asha").Members["from"], $"asha.from is {asha.From}, expected less than iterations, which is {config.Iterations}");
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

    static JsonObject Json(TrainingConfig config) => JsonNode.Parse(TrainingConfigReader.ToJson(config))!.AsObject();

    SweepCell Cell(TrainingConfig config, string hash)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Name}|{hash}|{config.Seed}")))[..12];
        if (!_cells.TryGetValue(id, out var cell))
            _cells[id] = cell = new(id, config.Name!, config, hash);
        return cell;
    }

    /// <summary>"✓", "" or the value itself.</summary>
    static string Mark(JsonObject config, string path)
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
