using System.Buffers.Binary;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer;

namespace Platform.Seeding;

/// <summary>The journal of one run that nobody trained: losses that fall, scores that rise to what its configuration deserves.</summary>
sealed class SyntheticRun
{
    public const string Score = "miou/val/seg";
    public const string Loss = "loss/total";

    const int RowsAnEntry = 500;
    const int Evaluations = 4;
    static readonly TimeSpan s_iteration = TimeSpan.FromMilliseconds(500);
    static readonly string[] s_classes = ["background", "bird", "boat", "cat", "chair", "person", "train"];

    readonly Random _random;
    readonly SyntheticConfig _config;
    readonly DateTimeOffset _began;
    readonly int _points;
    readonly double _final;
    string _hash = JournalEntry.NoHash;
    long _sequence;

    /// <param name="number">Five of one configuration follow each other, of seeds 0 to 4.</param>
    /// <param name="points">Iterations it logs.</param>
    public SyntheticRun(SyntheticConfig config, int number, int points, int seed)
    {
        _random = new(unchecked(seed * 1_000_003 + number));
        (_config, _points, Seed) = (config, points, number % 5);
        _began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(7 * number);
        Id = Identify(_began, _random);
        _final = config.Quality + 1.2 * (_random.NextDouble() + _random.NextDouble() - 1);
    }

    public Guid Id { get; }
    public int Seed { get; }
    public int Iterations => _config.Config.Iterations;

    /// <summary>Its first entry's event.</summary>
    public RunStarted Start
    {
        get
        {
            var config = _config.Config with { Seed = Seed, Name = $"{_config.Config.Name}-s{Seed}" };
            using var json = JsonDocument.Parse(TrainingConfigReader.ToJson(config));
            return new()
            {
                Project = config.Project, Experiment = config.Experiment, RunName = config.Name, Method = config.Method, Backbone = config.Backbone.Name,
                Dataset = config.Dataset.Kind, SplitSizes = new Dictionary<string, int> { [config.Dataset.TrainSplit] = 10_582, [config.Dataset.ValidationSplit] = 1_449 },
                Config = json.RootElement.Clone(), ConfigHash = _config.Hash, Switches = config.Switches, Seed = Seed,
                TotalIterations = Iterations, Host = $"synthetic-{_random.Next(16)}", Device = "none", Libraries = new Dictionary<string, string>(),
                Synthetic = true,
            };
        }
    }

    /// <summary>Every line, in order; can be asked for once.</summary>
    public IEnumerable<byte[]> Lines()
    {
        yield return Write(0, Start);
        yield return Write(1, new PhaseChanged { Iteration = 0, To = "classification", Reason = "schedule" });
        var changes = Iterations / 10;
        for (var (first, evaluated) = (0, 0); first < _points; first += RowsAnEntry)
        {
            var iterations = Enumerable.Range(first + 1, Math.Min(RowsAnEntry, _points - first)).Select(i => (int)((long)i * Iterations / _points)).ToArray();
            yield return Write(iterations[^1], Metrics(iterations));
            if (iterations[^1] >= changes && changes > 0)
            {
                yield return Write(iterations[^1], new PhaseChanged { Iteration = changes, From = "classification", To = "segmentation", Reason = "schedule" });
                changes = 0;
            }
            for (; evaluated < Evaluations && iterations[^1] >= (evaluated + 1) * Iterations / Evaluations; evaluated++)
            {
                var at = (evaluated + 1) * Iterations / Evaluations;
                yield return Write(iterations[^1], Evaluation(at, "cam", 0.88));
                yield return Write(iterations[^1], Evaluation(at, "seg", 1));
            }
        }
        yield return Write(Iterations, new RunCompleted { FinalIteration = Iterations });
    }

    MetricsLogged Metrics(int[] iterations) => new()
    {
        Iterations = iterations,
        Values = new Dictionary<string, IReadOnlyList<double?>>
        {
            ["loss/cls"] = Column(iterations, 0.08, 0.6, 0.1),
            ["loss/seg"] = Column(iterations, 0.25, 1.2, 0.3),
            [Loss] = Column(iterations, 0.4, 2.2, 0.2),
            ["lr/backbone"] = [.. iterations.Select(i => (double?)(float)(_config.Config.Optimizer.LearningRate * Math.Pow(1 - (double)i / (Iterations + 1), 0.9)))],
            ["rate/iterations"] = [.. iterations.Select(_ => (double?)(float)(1.9 + 0.2 * _random.NextDouble()))],
        },
    };

    double?[] Column(int[] iterations, double end, double fall, double pace) =>
        [.. iterations.Select(i => (double?)(float)(end + fall * Math.Exp(-i / (pace * Iterations)) + 0.12 * end * (_random.NextDouble() - 0.5)))];

    EvaluationCompleted Evaluation(int iteration, string output, double share)
    {
        var reach = share * _final * (1 - Math.Exp(-5.0 * iteration / Iterations)) / 100;
        var confusion = s_classes.Select((_, row) => Row(row, reach + 0.16 - 0.025 * row)).ToArray();
        return new()
        {
            Iteration = iteration, Split = _config.Config.Dataset.ValidationSplit, Output = output, Network = "student",
            Protocol = new() { Scales = [1, 0.5, 1.5], Flip = true, Crf = false, ImageLabels = output == "cam", IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
            ClassNames = s_classes, Confusion = confusion, ImageCount = 1_449, MeanIou = MeanIou(confusion),
        };
    }

    // of a class's pixels the share that is right; what is wrong is mostly taken for background
    long[] Row(int row, double right)
    {
        right = Math.Clamp(right + 0.01 * _random.NextDouble(), 0.02, 0.98);
        var pixels = row == 0 ? 8_000_000 : 400_000;
        var counts = s_classes.Select((_, column) => (long)(pixels * (1 - right) * (row == 0 ? 0.02 : 1) * (column == 0 ? 0.6 : 0.4 / (s_classes.Length - 2)))).ToArray();
        counts[row] = (long)(pixels * right);
        return counts;
    }

    static double MeanIou(long[][] confusion) =>
        100 * confusion.Select((row, c) => (double)row[c] / (row.Sum() + confusion.Sum(r => r[c]) - row[c])).Average();

    byte[] Write(int iteration, IRunEvent @event)
    {
        var entry = JournalEntry.Write(
            new() { RunId = Id, Sequence = ++_sequence, Attempt = 1, OccurredAt = _began + s_iteration * iteration, PreviousHash = _hash }, @event);
        _hash = entry.Hash;
        return entry.Bytes;
    }

    // a version 7 UUID of that moment, the same each time
    static Guid Identify(DateTimeOffset at, Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16 | (long)(0x7000 | random.Next(0x1000)));
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new(bytes, bigEndian: true);
    }
}
