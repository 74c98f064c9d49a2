using System.Text;
using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A run as the tracker would have it, which can be made to go on.</summary>
sealed class RecordedRun
{
    static readonly string[] s_classes = ["background", "circle", "square", "triangle", "star", "ring", "cross"];
    static readonly string[] s_metrics = ["loss/cls", "loss/cls-aux", "loss/ptc", "loss/seg", "lr/backbone", "rate/iterations"];

    readonly Lock _lock = new();
    readonly SortedDictionary<string, List<(int Iteration, double Value)>> _points = new(StringComparer.Ordinal);
    readonly List<EvaluationResult> _evaluations = [];
    readonly Dictionary<long, ConfusionCounts> _matrices = [];
    readonly List<PreviewInfo> _previews = [];
    readonly List<byte[]> _lines = [];
    readonly List<LogLine> _console = [];
    readonly SortedSet<string> _tags = new(StringComparer.Ordinal);
    readonly Random _noise;
    string _hash = JournalEntry.NoHash;
    int _iteration;

    public RecordedRun(string name, int seed = 1, string method = "baseline", int total = 1000, DateTimeOffset? started = null)
    {
        _noise = new Random(seed);
        (Name, Method, Total, Seed) = (name, method, total, seed);
        Started = started ?? TimeProvider.System.GetUtcNow().AddMinutes(-3);
        Journal(new PhaseChanged { Iteration = 0, To = "classifier-warmup", Reason = "schedule" });
    }

    public Guid Id { get; } = Guid.CreateVersion7();
    public string Name { get; }
    public string Method { get; }
    public int Total { get; }
    public int Seed { get; }
    public DateTimeOffset Started { get; }
    public RunStatus Status { get; set; } = RunStatus.Running;
    public int Attempt { get; set; } = 1;
    public string? Ending { get; set; }

    /// <summary>Metrics it logs besides the usual ones.</summary>
    public IReadOnlyList<string> MoreMetrics { get; init; } = [];

    public bool CodeDirty { get; init; }
    public IReadOnlyList<ConflictInfo> Conflicts { get; set; } = [];
    public IReadOnlyDictionary<string, bool> Switches { get; init; } = new Dictionary<string, bool> { ["aux-classifier"] = true, ["patch-contrast"] = true };

    /// <summary>Trains on to the iteration, with an evaluation and pictures every hundred.</summary>
    public void GrowTo(int iteration)
    {
        lock (_lock)
            while (_iteration < iteration)
            {
                _iteration++;
                foreach (var metric in s_metrics)
                    if (metric != "loss/seg" || _iteration >= 400)
                        Add(metric, Value(metric, _iteration));
                foreach (var metric in MoreMetrics)
                    Add(metric, Math.Sin(_iteration / 50.0 + metric.Length) + metric.Length);
                if (_iteration % 5 == 0)
                    Add("system/cpu", 150 + 40 * _noise.NextDouble());
                if (_iteration % 5 == 0)
                    Add("system/memory", (1.2 + _iteration / 4000.0) * (1L << 30));
                if (_iteration % 50 == 0)
                    _console.Add(new(_console.Count + 1, At(_iteration), _iteration % 200 == 0 ? "err" : "out", _iteration % 200 == 0 ? $"warning: iteration {_iteration} took 0.9 s" : $"iteration {_iteration}: loss {Value("loss/cls", _iteration):0.000}"));
                if (_iteration % 10 == 0)
                    Journal(new MetricsLogged { Iterations = [_iteration], Values = new Dictionary<string, IReadOnlyList<double?>> { ["loss/cls"] = [Value("loss/cls", _iteration)] } });
                if (_iteration == 400)
                    Journal(new PhaseChanged { Iteration = 400, From = "classifier-warmup", To = "segmentation", Reason = "schedule" });
                if (_iteration % 100 == 0)
                    Evaluate();
            }
    }

    /// <summary>Scores the last evaluation's segmentation once more, by another protocol.</summary>
    public void EvaluateCheckpoint()
    {
        lock (_lock)
        {
            var last = _evaluations.Last(e => e.Output == "seg");
            _matrices[_evaluations.Count + 1] = _matrices[last.Id];
            _evaluations.Add(last with
            {
                Id = _evaluations.Count + 1,
                Protocol = last.Protocol with { Scales = [1], Flip = false, Crf = true, Fusion = "max", InputSize = "original", OfCheckpoint = true },
            });
        }
    }

    public RunSummary Summary
    {
        get
        {
            lock (_lock)
            {
                var best = _evaluations.Where(e => e.Output == "seg").MaxBy(e => e.MeanIou);
                return new()
                {
                    Id = Id, Project = "wsss", Experiment = "demo", Name = Name, Method = Method, Backbone = "vit-shapes", Dataset = "shapes",
                    Status = Status, Attempt = Attempt, Seed = Seed, Switches = Switches, Iteration = _iteration, TotalIterations = Total,
                    Tags = [.. _tags], Phase = _iteration < 400 ? "classifier-warmup" : "segmentation", BestMeanIou = best?.MeanIou, BestIteration = best?.Iteration,
                    StartedAt = Started, UpdatedAt = Started.AddSeconds(_iteration * 0.2), AppliedSequence = _lines.Count,
                    EndedAt = Status == RunStatus.Running ? null : Started.AddSeconds(_iteration * 0.2),
                };
            }
        }
    }

    public RunDetail Detail
    {
        get
        {
            lock (_lock)
                return new()
                {
                    Summary = Summary,
                    Config = JsonSerializer.SerializeToElement(new { method = Method, seed = Seed, iterations = Total, dataset = new { kind = "shapes", batchSize = 16 }, optimizer = new { learningRate = 1e-3, weightDecay = 0.01 }, cam = new { scales = new[] { 1.0, 0.5, 1.5 }, flip = true } }),
                    ConfigHash = new string('c', 64), SplitSizes = new Dictionary<string, int> { ["train"] = 2000, ["val"] = 300 },
                    CodeDirty = CodeDirty, CodeRevision = "0f3c2d1", Host = "host", Device = "cpu", Libraries = new Dictionary<string, string> { ["libtorch"] = "1.13.1" },
                    Ending = Ending, Phases = Phases, Metrics = [.. _points.Select(p => Summarize(p.Key, p.Value))], MetricCount = _points.Count,
                    Checkpoints = [.. _evaluations.Where(e => e.Output == "seg").Select(e => new SavedCheckpoint(e.Iteration, 1, $"checkpoints/{e.Iteration:000000}.safetensors", new string('a', 64), 1_234_567, e.Iteration == Summary.BestIteration, e.Iteration == Summary.BestIteration ? "miou/val/seg" : null))],
                    Journal = JournalState,
                };
        }
    }

    public JournalState JournalState { get { lock (_lock) return new() { Stored = _lines.Count, HighestSequence = _lines.Count, AppliedSequence = _lines.Count, Gaps = [], Conflicts = 0, HeadHash = _hash }; } }

    public IReadOnlyList<EvaluationResult> Evaluations { get { lock (_lock) return [.. _evaluations]; } }

    public IReadOnlyList<PreviewInfo> Previews { get { lock (_lock) return [.. _previews]; } }

    public ConfusionCounts? Confusion(long id) { lock (_lock) return _matrices.GetValueOrDefault(id); }

    public IReadOnlyList<byte[]> Lines(long after, int take) { lock (_lock) return [.. _lines.Skip((int)after).Take(take)]; }

    public IReadOnlyList<MetricSeries> Series(IEnumerable<string> names, int? from, int? to)
    {
        lock (_lock)
            return [.. names.Where(_points.ContainsKey).Select(name =>
            {
                var points = _points[name].Where(p => p.Iteration >= (from ?? 0) && p.Iteration <= (to ?? int.MaxValue)).ToArray();
                return new MetricSeries { Name = name, Iterations = [.. points.Select(p => p.Iteration)], Values = [.. points.Select(p => p.Value)], Total = points.Length };
            })];
    }

    /// <summary>Five iterations a second.</summary>
    public RunTimes Times { get { lock (_lock) return new(Started, [0, Math.Max(1, _iteration)], [0, Math.Max(1, _iteration) * 0.2]); } }

    public IReadOnlyList<LogLine> Log(LogRequest request)
    {
        lock (_lock)
        {
            var lines = _console.Where(l => l.Number > request.After && !(l.Number >= request.Before) && (request.Stream is null || l.Stream == request.Stream)
                && (request.Search is null || l.Text.Contains(request.Search, StringComparison.OrdinalIgnoreCase)));
            return [.. request.Before is null ? lines.Take(request.Take) : lines.TakeLast(request.Take)];
        }
    }

    public IReadOnlyList<string> Tag(IEnumerable<string> tags)
    {
        lock (_lock)
        {
            _tags.UnionWith(tags);
            return [.. _tags];
        }
    }

    DateTimeOffset At(int iteration) => Started.AddSeconds(iteration * 0.2);

    IReadOnlyList<PhaseSpan> Phases => _iteration < 400
        ? [new("classifier-warmup", 0, null, "schedule")]
        : [new("classifier-warmup", 0, 399, "schedule"), new("segmentation", 400, null, "schedule") { BestMeanIou = Best?.MeanIou, BestIteration = Best?.Iteration }];

    EvaluationResult? Best => _evaluations.Where(e => e.Output == "seg").MaxBy(e => e.MeanIou);

    void Add(string metric, double value)
    {
        if (!_points.TryGetValue(metric, out var points))
            _points[metric] = points = [];
        points.Add((_iteration, value));
    }

    double Value(string metric, int iteration)
    {
        var noise = (_noise.NextDouble() - 0.5) * 0.12;
        return metric switch
        {
            "loss/cls" => 0.68 * Math.Exp(-iteration / 180.0) + 0.08 + 0.3 * noise,
            "loss/cls-aux" => 0.70 * Math.Exp(-iteration / 240.0) + 0.11 + 0.3 * noise,
            "loss/ptc" => 0.35 * Math.Exp(-iteration / 500.0) + 0.05 + 0.2 * noise,
            "loss/seg" => 1.6 * Math.Exp(-(iteration - 400) / 160.0) + 0.3 + noise,
            "lr/backbone" => 1e-3 * Math.Pow(1 - (double)iteration / Total, 0.9),
            _ => 5.1 + 2 * noise,
        };
    }

    void Evaluate()
    {
        var reach = 1 - Math.Exp(-_iteration / 320.0);
        EvaluateOutput("cam", 22 + 38 * reach - (_iteration > 600 ? (_iteration - 600) / 60.0 : 0));
        if (_iteration >= 400)
            EvaluateOutput("seg", 12 + 56 * (1 - Math.Exp(-(_iteration - 380) / 200.0)));
        foreach (var image in new[] { "shape-2001", "shape-2002" })
            foreach (var (kind, name) in new[] { ("input", null), ("ground-truth", null), ("cam", "circle"), ("cam", "star"), ("prediction", (string?)null) })
                _previews.Add(new(_previews.Count + 1, _iteration, image, kind, name, "student", 900));
        Journal(new PreviewsRendered { Iteration = _iteration, Previews = [] });
    }

    void EvaluateOutput(string output, double target)
    {
        var counts = Matrix(target / 100);
        var iou = counts.Select((row, i) => (double?)(100.0 * row[i] / (row.Sum() + counts.Sum(r => r[i]) - row[i]))).ToArray();
        var id = _evaluations.Count + 1;
        _matrices[id] = new(s_classes, counts);
        _evaluations.Add(new()
        {
            Id = id, Iteration = _iteration, Attempt = 1, Split = "val", Output = output, Network = "student",
            Protocol = new() { Scales = [1.0, 0.5, 1.5], Flip = true, Crf = false, ImageLabels = output == "cam", IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
            ClassNames = s_classes, ClassIou = iou, MeanIou = iou.Average()!.Value, ReportedMeanIou = iou.Average()!.Value, PixelAccuracy = 88.1, ImageCount = 300,
        });
        Add($"miou/val/{output}", iou.Average()!.Value);
    }

    long[][] Matrix(double reach)
    {
        var size = s_classes.Length;
        var counts = Enumerable.Range(0, size).Select(_ => new long[size]).ToArray();
        for (var i = 0; i < size; i++)
        {
            var total = i == 0 ? 800_000 : 40_000 + 3_000 * i;
            var right = Math.Clamp(reach + 0.18 + 0.03 * i - (i == 4 ? 0.25 : 0), 0.05, 0.97);
            counts[i][i] = (long)(total * right);
            for (var j = 0; j < size; j++)
                if (j != i)
                    counts[i][j] = (long)(total * (1 - right) * (j == 0 ? 0.7 : 0.3 / (size - 1)) * (i == 0 ? 0.1 : 1));
        }
        return counts;
    }

    void Journal(IRunEvent @event)
    {
        var entry = JournalEntry.Write(new() { RunId = Id, Sequence = _lines.Count + 1, Attempt = Attempt, OccurredAt = Started.AddSeconds(_iteration * 0.2), PreviousHash = _hash }, @event);
        _hash = entry.Hash;
        _lines.Add(entry.Bytes);
    }

    static MetricSummary Summarize(string name, List<(int Iteration, double Value)> points)
    {
        var (min, max) = (points.MinBy(p => p.Value), points.MaxBy(p => p.Value));
        return new() { Name = name, Count = points.Count, LastIteration = points[^1].Iteration, Last = points[^1].Value, Min = min.Value, MinIteration = min.Iteration, Max = max.Value, MaxIteration = max.Iteration };
    }
}
