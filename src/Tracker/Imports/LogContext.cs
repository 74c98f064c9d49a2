using Platform.Contracts.Events;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>What the lines read so far say about those to come: the iteration, the network, the split, the settings.</summary>
sealed partial class LogContext(IImportSink sink)
{
    static readonly string[] s_splitSettings = ["val_set", "infer_set", "eval_set", "test_set", "val_split", "split_val", "eval_split", "split"];

    readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);
    readonly List<ImportedParameter> _schedule = [];
    string _network = "student";
    string? _split;
    int _last;

    /// <summary>Null before the first one, and where what follows is of none in particular.</summary>
    public int? Iteration { get; private set; }

    /// <summary>Whether the iteration is a heading's in prose, not a training loop's.</summary>
    public bool UnderHeading { get; private set; }

    /// <summary>Whether what follows is of the model finally chosen.</summary>
    public bool IsFinal { get; private set; }

    public bool HasBegun { get; private set; }

    /// <summary>The last message that was nothing else: what stands above a table announces it.</summary>
    public string? Title { get; set; }

    public void Enter(int iteration, bool heading)
    {
        Iteration = iteration;
        UnderHeading = heading;
        IsFinal = false;
        HasBegun = true;
        Title = null;
        _last = Math.Max(_last, iteration);
    }

    /// <summary>A heading, or a line between: it may end what was said of the iteration.</summary>
    public void Hear(string message)
    {
        if (MetricWords.IsFinal(message) && HasBegun)
            (Iteration, IsFinal) = (null, true);
        else if (UnderHeading && message.TrimEnd() is [.., ':'] && !char.IsWhiteSpace(message[0]))
            (Iteration, UnderHeading) = (null, false);
        if (Network().Match(message.TrimStart()) is { Success: true } named)
            _network = named.Groups["name"].Value.ToLowerInvariant() is "teacher" or "ema" or "an" ? "teacher" : "student";
        Title = message.Trim();
    }

    public void Set(ImportedParameter parameter)
    {
        sink.Take(parameter);
        var name = parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];
        _settings.TryAdd(name, parameter.Text);
        if (s_splitSettings.Contains(name.ToLowerInvariant()) && SplitIn(parameter.Text) is { } split && !split.StartsWith("train", StringComparison.Ordinal))
            _split = split;
        if (Schedule().IsMatch(name))
            _schedule.Add(parameter);
    }

    public ImportedEvaluation Evaluation(ColumnHeading heading, string column, int line, string? said = null) => new()
    {
        Iteration = IsFinal ? null : Iteration,
        Final = IsFinal,
        Split = SplitIn(said) ?? _split ?? "val",
        SplitSaid = (SplitIn(said) ?? _split) is not null,
        Output = heading.Output,
        Network = heading.Network ?? _network,
        Column = column,
        Title = Title is [.., ':'] ? Title : null,
        Line = line,
        Protocol = Protocol(heading),
    };

    StatedProtocol Protocol(ColumnHeading heading)
    {
        var ofCam = heading.Output.StartsWith("cam", StringComparison.Ordinal);
        return new()
        {
            Crf = heading.Crf ? true : null,
            Scales = ofCam && Numbers("cam_scales") is { Count: > 0 } scales ? scales : null,
            IgnoreIndex = Numbers("ignore_index") is [var index] && index == Math.Floor(index) && Math.Abs(index) < 1e6 ? (int)index : null,
            BackgroundThreshold = ofCam && (Numbers("bkg_thre") ?? Numbers("bkg_score")) is [var threshold] ? threshold : null,
        };
    }

    List<double>? Numbers(string setting)
    {
        if (!_settings.TryGetValue(setting, out var text))
            return null;
        var numbers = new List<double>();
        foreach (var part in text.Trim('(', ')', '[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!NumberText.TryParse(part, out var number) || !double.IsFinite(number))
                return null;
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>The phases that the schedule in the settings tells of, once the run's length is known.</summary>
    public void Finish()
    {
        foreach (var setting in _schedule)
            if (NumberText.TryIteration(setting.Text, out var end) && end > 0 && end < _last)
                sink.Take(new ImportedPhase($"after {setting.Name}", end + 1, $"{setting.Name}={setting.Text}", setting.Line));
    }

    static string? SplitIn(string? text)
    {
        if (text is null || Split().Match(text) is not { Success: true } match)
            return null;
        return match.Value.ToLowerInvariant() is var split && split == "validation" ? "val" : split;
    }

    [GeneratedRegex(@"^(?<name>teacher|student|ema|(?-i:AN|ON)|online)\b[^:]{0,30}:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Network();

    [GeneratedRegex(@"\b(?:minival|val(?:idation)?|test|train)(?:[_-]?[a-z]{1,6})?(?:\d{4})?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Split();

    // which of "X_iters" tell of a phase, not of how often something is done
    [GeneratedRegex(@"^(?:cam|cls|warm_?up|gmm|seg|aff|refine|burn_?in|stage_?\d|phase_?\d|start|begin)_?(?:iters?|iterations?|steps?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Schedule();
}
