using System.Globalization;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>A run of ours, from the lines of its journal: a file's, or those the tracker stores.</summary>
sealed class JournalEvidence : IEvidence
{
    readonly List<Measurement> _evaluations = [];
    readonly Dictionary<string, List<Measurement>> _points = [];
    readonly List<Setting> _settings = [];
    readonly List<SplitImages> _sizes = [];
    readonly List<string> _doubts = [];
    readonly List<(long Sequence, CheckpointSaved Event)> _checkpoints = [];
    Conditions _conditions = new();
    ScoresImported? _imported;
    string _hash = JournalEntry.NoHash;
    long _sequence;

    JournalEvidence(string source) => Source = source;

    /// <summary>The file or address it was read from.</summary>
    public string Source { get; }

    public string Name => Started is null ? Source : $"run {Started.RunName}";
    public Guid? RunId { get; private set; }
    public RunStarted? Started { get; private set; }

    /// <summary>The log an imported run was read from.</summary>
    string? Origin => Started?.Imported?.Source;

    /// <summary>How it ended; null while it has not.</summary>
    public IRunEvent? Ending { get; private set; }

    public IReadOnlyList<(long Sequence, CheckpointSaved Event)> Checkpoints => _checkpoints;
    public IReadOnlyList<Measurement> Evaluations => _evaluations;
    public IReadOnlyList<SplitImages> SplitSizes => _sizes;
    public IReadOnlyList<string> Doubts => _doubts;
    public IReadOnlyList<string> Notes => [];

    /// <summary>Every line read, in order, and what of the chain does not hold among its doubts.</summary>
    /// <param name="broken">What whoever read the lines found wrong after them.</param>
    public static JournalEvidence Read(string source, IEnumerable<byte[]> lines, string? broken = null)
    {
        var evidence = new JournalEvidence(source);
        foreach (var line in lines)
            evidence.Take(line);
        if (broken is not null)
            evidence._doubts.Add(broken);
        evidence.AddSelectionNotes();
        return evidence;
    }

    public bool IsAbout(Subject subject) =>
        subject.Names(RunId, Started?.RunName, Origin) || NamePattern.Matches(subject.Log, Path.GetFileName(Source));

    public IReadOnlyList<Measurement> Points(string metric) => _points.GetValueOrDefault(metric) ?? [];

    public IReadOnlyList<Setting> Settings(string name) => SettingName.Find(_settings, name);

    void Take(byte[] line)
    {
        JournalEntry entry;
        try
        {
            entry = JournalEntry.Read(line);
        }
        catch (JournalFormatException e)
        {
            _doubts.Add($"{Source}: the line after entry {_sequence} cannot be read: {e.Message}");
            (_sequence, _hash) = (_sequence + 1, JournalEntry.HashOf(line));
            return;
        }
        if (entry.Header.Sequence != _sequence + 1)
            _doubts.Add($"{Source}: entry {entry.Header.Sequence} follows entry {_sequence}: the journal is not whole");
        else if (entry.Header.PreviousHash != _hash)
            _doubts.Add($"{Source}: entry {entry.Header.Sequence} does not link to the one before: the chain is broken there");
        (_sequence, _hash) = (entry.Header.Sequence, entry.Hash);
        RunId ??= entry.Header.RunId;
        Take(entry.Event);
    }

    void Take(IRunEvent @event)
    {
        switch (@event)
        {
            case RunStarted started: Start(started); break;
            case RunResumed resumed: Supersede(resumed.FromIteration); break;
            case EvaluationCompleted evaluation: Add(evaluation); break;
            case ScoresImported scores: Add(scores); break;
            case MetricsLogged metrics: Add(metrics); break;
            case CheckpointSaved checkpoint: _checkpoints.Add((_sequence, checkpoint)); break;
            case RunCompleted or RunFailed or RunStopped: Ending = @event; break;
        }
    }

    void Start(RunStarted started)
    {
        Started = started;
        _conditions = new() { Dataset = Known(started.Dataset), Backbone = Known(started.Backbone) };
        _settings.AddRange(FlatConfig.Of(started.Config).Select(s => new Setting(s.Name, s.Text, Here)));
        if (started.Imported is not null)
            return; // all that its log tells is in its configuration
        _settings.AddRange(
        [
            new("method", started.Method, Here), new("backbone", started.Backbone, Here), new("dataset", started.Dataset, Here),
            new("seed", Text(started.Seed), Here), new("total_iterations", Text(started.TotalIterations), Here),
            .. started.Switches.Select(s => new Setting(s.Key, s.Value ? "true" : "false", Here)),
        ]);
        _sizes.AddRange(started.SplitSizes.Select(s => new SplitImages(s.Key, s.Value, Here)));
    }

    // an imported log may not tell
    static string? Known(string text) => text == "unknown" ? null : text;

    // what an attempt did past the checkpoint it was taken over from is not the run's
    void Supersede(int from)
    {
        _evaluations.RemoveAll(m => m.Iteration > from && !m.IsFinal);
        foreach (var points in _points.Values)
            points.RemoveAll(m => m.Iteration > from);
        Ending = null;
    }

    void Add(EvaluationCompleted evaluation)
    {
        var score = new MatrixScore(evaluation);
        var group = _evaluations.Count == 0 ? 1 : _evaluations[^1].Iteration == evaluation.Iteration && _evaluations[^1].IsFinal == IsFinal(evaluation)
            ? _evaluations[^1].Evaluation : _evaluations[^1].Evaluation + 1;
        var general = new Measurement
        {
            Metric = MetricName.MeanIou, Output = evaluation.Output, Network = evaluation.Network, Iteration = evaluation.Iteration,
            Evaluation = group, IsFinal = IsFinal(evaluation), Text = "", Value = 0, Place = Here,
            Conditions = JournaledConditions.Of(evaluation, _conditions),
        };
        if (score.MeanIou is { } mean)
            _evaluations.Add(general with
            {
                Value = mean, Text = Text(evaluation.MeanIou), Steps = score.MeanSteps, Contradiction = score.Contradiction,
                Classes = [.. evaluation.ClassNames.Select((c, i) => new ClassScore(c, score.ClassIou(i) is { } iou ? Rounding.Show(iou) : "absent", score.ClassIou(i), Here, score.CountsOf(i)))],
            });
        if (score.PixelAccuracy is { } accuracy)
            _evaluations.Add(general with { Metric = MetricName.PixelAccuracy, Value = accuracy, Text = Rounding.Show(accuracy) });
    }

    // columns of one table stand on one line of the log
    void Add(ScoresImported scores)
    {
        var isSameTable = _imported is { } previous && previous.Line == scores.Line && previous.Part == scores.Part;
        var group = (_evaluations.Count == 0 ? 0 : _evaluations[^1].Evaluation) + (isSameTable ? 0 : 1);
        _imported = scores;
        if (JournaledScores.Of(scores, Here with { Source = Origin ?? Name }, group, _conditions) is { } score)
            _evaluations.Add(score);
    }

    static bool IsFinal(EvaluationCompleted evaluation) => evaluation.Protocol.OfCheckpoint == true;

    void Add(MetricsLogged metrics)
    {
        foreach (var (name, values) in metrics.Values)
        {
            var points = _points.TryGetValue(name, out var known) ? known : _points[name] = [];
            for (var i = 0; i < values.Count; i++)
                if (values[i] is { } value && double.IsFinite(value) && Math.Abs(value) < 1e20)
                    points.Add(new()
                    {
                        Metric = name, Iteration = metrics.Iterations[i], Evaluation = points.Count + 1, Text = Text(value), Value = Number.Exact(value),
                        Tolerance = Number.Float32Error(value), Conditions = _conditions,
                        Place = metrics.Lines is { } lines && Origin is { } origin ? Here with { Source = origin, Line = lines[i] } : Here,
                    });
        }
    }

    // a checkpoint scored after training that is the best by its own rule was chosen, not the last
    void AddSelectionNotes()
    {
        for (var i = 0; i < _evaluations.Count; i++)
            if (_evaluations[i] is { IsFinal: true } scored
                && _checkpoints.LastOrDefault(c => c.Event.IsBest && c.Event.Iteration == scored.Iteration).Event is { } best
                && _checkpoints.Exists(c => c.Event.Iteration > best.Iteration))
                _evaluations[i] = scored with { ChosenAs = $"the checkpoint that is best by {best.BestBy}" };
    }

    Place Here => new(Name, Sequence: _sequence, Run: RunId);

    static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
