using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Imports;

/// <summary>What the first and the last entry of an imported run say, as far as its log tells.</summary>
sealed class RunFacts
{
    const string Unknown = "unknown";

    static readonly string[] s_methods = ["dupl", "cosa", "toco", "afa", "weclip", "recurseed", "mctformer", "seco", "more", "fsr"];

    readonly string _name;
    readonly ImportedLog _log;
    readonly ImportLabels _labels;
    readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);

    public RunFacts(string name, ImportedLog log, ImportLabels labels)
    {
        _name = name;
        _log = log;
        _labels = labels;
        foreach (var parameter in log.Parameters)
        {
            _settings.TryAdd(parameter.Name, parameter.Text);
            _settings.TryAdd(parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..], parameter.Text);
        }
    }

    public string Host => ImportJournal.Name(Setting("meta.host") ?? "imported");

    public RunStarted Start()
    {
        var config = Config();
        return new()
        {
            Project = ImportJournal.Name(_labels.Project ?? Setting("meta.project") ?? "imported"),
            Experiment = ImportJournal.Name(_labels.Experiment ?? _log.Format),
            RunName = ImportJournal.Name(_labels.Name ?? Setting("meta.run_name", "mlflow.runName") ?? Path.GetFileNameWithoutExtension(_name)),
            Method = Method(),
            Backbone = ImportJournal.Name(Setting("backbone", "backbone.config", "arch", "encoder") ?? Unknown),
            Dataset = Dataset(),
            SplitSizes = new Dictionary<string, int>(),
            Config = JsonSerializer.SerializeToElement(config, JournalJson.Options),
            ConfigHash = HashOf(config),
            Switches = new Dictionary<string, bool>(),
            Seed = Number("seed") ?? 0,
            TotalIterations = Total() ?? 0,
            CodeRevision = Setting("git.sha", "git_sha", "tags/mlflow.source.git.commit"),
            Host = Host,
            Device = ImportJournal.Name(Setting("GPU type", "device") ?? Unknown),
            Libraries = Setting("Pytorch version", "torch_version") is { } torch
                ? new Dictionary<string, string> { ["torch"] = torch } : new Dictionary<string, string>(),
            Imported = new(_log.Source, _log.Sha256, _log.Format, _log.LineCount, _log.Unread.Count),
        };
    }

    /// <summary>What has no place in a curve: statements, notes and what was not read, each with its line.</summary>
    public IEnumerable<string> Console() =>
        [
            .. _log.Statements.Select(s => $"line {s.Line}: {s.Subject} {s.Text}{s.Unit}"),
            .. _log.Notes,
            .. _log.Unread.Select(u => $"not read: {(u.Part is { } part ? $"{part} " : "")}line {u.Line}: {u.Reason}{(u.Text.Length > 0 ? $": {u.Text}" : "")}"),
        ];

    public IRunEvent End(int lastIteration)
    {
        if (Total() is { } total && total > lastIteration && lastIteration > 0)
            return new RunStopped { FinalIteration = lastIteration, Reason = $"the log ends at iteration {lastIteration} of {total}" };
        var best = _log.Evaluations.Where(e => e is { Iteration: not null, Split: "val", Output: "seg" })
            .Select(e => (Mean: e.MeanOfClasses ?? e.MeanIou?.Value, e.Iteration)).Where(e => e.Mean is not null).OrderByDescending(e => e.Mean).FirstOrDefault();
        return new RunCompleted { FinalIteration = lastIteration, BestMeanIou = best.Mean, BestIteration = best.Iteration };
    }

    int? Total() => Number("max_iters") ?? Number("max_iterations") ?? Number("max_iter") ?? Number("total_iters") ?? Number("iterations")
        ?? Number("Training iterations") ?? Number("max_steps") ?? Number("total_steps");

    int? Number(string name) => Setting(name) is { } text && NumberText.TryIteration(text, out var number) ? number : null;

    string? Setting(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_settings.TryGetValue(name, out var text) && text is not ("" or "None" or "null"))
                return text;
        return null;
    }

    string Method()
    {
        var name = _name.ToLowerInvariant();
        return ImportJournal.Name(Setting("method", "algorithm") ?? s_methods.FirstOrDefault(m => name.Contains(m, StringComparison.Ordinal)) ?? Unknown);
    }

    string Dataset()
    {
        var said = Setting("dataset", "dataset_name", "dataset name", "data_name");
        if (said is not null && said.Length < 60)
            return ImportJournal.Name(said);
        var hints = string.Join(' ', [Setting("list_folder", "name_list_dir"), Setting("data_folder", "root_dir", "data_root"), _name]).ToLowerInvariant();
        return hints.Contains("coco", StringComparison.Ordinal) ? "coco" : hints.Contains("voc", StringComparison.Ordinal) ? "voc" : Unknown;
    }

    JsonObject Config()
    {
        var config = new JsonObject();
        foreach (var parameter in _log.Parameters)
            if (!config.ContainsKey(parameter.Name))
                config[parameter.Name] = Value(parameter.Text);
        return config;
    }

    static JsonNode? Value(string text) => text switch
    {
        "True" or "true" => JsonValue.Create(true),
        "False" or "false" => JsonValue.Create(false),
        "None" or "null" => null,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when NumberText.TryParse(text, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    static string HashOf(JsonObject config)
    {
        var sorted = new JsonObject(config.Where(m => m.Key != "seed").OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        return JournalEntry.HashOf(JsonSerializer.SerializeToUtf8Bytes(sorted, JournalJson.Options));
    }
}
