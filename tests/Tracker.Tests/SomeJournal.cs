using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Tests;

/// <summary>A plausible journal, entry by entry, linked as a trainer links them.</summary>
sealed class SomeJournal
{
    public static readonly DateTimeOffset Begin = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    public static readonly string[] Classes = ["background", "cat", "dog"];
    static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    readonly List<byte[]> _lines = [];
    string _hash = JournalEntry.NoHash;
    int _attempt = 1;

    public Guid RunId { get; init; } = Guid.CreateVersion7();
    public IReadOnlyList<byte[]> Lines => _lines;

    /// <summary>The trainer's clock at the first entry.</summary>
    public DateTimeOffset From { get; init; } = Begin;

    public SomeJournal Add(IRunEvent @event, string? previousHash = null)
    {
        var entry = JournalEntry.Write(new()
        {
            RunId = RunId,
            Sequence = _lines.Count + 1,
            Attempt = _attempt,
            OccurredAt = From.AddSeconds(_lines.Count).AddTicks(7),
            PreviousHash = previousHash ?? _hash,
        }, @event);
        _hash = entry.Hash;
        _lines.Add(entry.Bytes);
        return this;
    }

    public SomeJournal Started(string name = "run", string method = "baseline", int total = 1000, string dataset = "shapes", int seed = 7, string? sweep = null) => Add(new RunStarted
    {
        Project = "wsss",
        Experiment = "first",
        RunName = name,
        Method = method,
        Backbone = "vit-tiny",
        Dataset = dataset,
        SplitSizes = new Dictionary<string, int> { ["train"] = 2000, ["val"] = 300 },
        Config = JsonSerializer.SerializeToElement(new { optimizer = new { rate = 0.001 }, steps = total }),
        ConfigHash = JournalEntry.HashOf("config"u8),
        Switches = new Dictionary<string, bool> { ["patch-contrast"] = true },
        Seed = seed,
        TotalIterations = total,
        SweepId = sweep,
        CellId = sweep is null ? null : $"cell-{seed}",
        Host = "here",
        Device = "cpu",
        Libraries = new Dictionary<string, string> { ["dotnet"] = "10" },
    });

    /// <summary>A batch of one metric, <c>count</c> iterations from <c>first</c>.</summary>
    public SomeJournal Metric(string name, int first, params double?[] values) => Add(new MetricsLogged
    {
        Iterations = [.. Enumerable.Range(first, values.Length)],
        Values = new Dictionary<string, IReadOnlyList<double?>> { [name] = values },
    });

    /// <summary>A batch of several falling, noisy losses.</summary>
    public SomeJournal Metrics(int first, int count = 50, int metrics = 10) => Add(new MetricsLogged
    {
        Iterations = [.. Enumerable.Range(first, count)],
        Values = Enumerable.Range(0, metrics).ToDictionary(m => $"loss/{m}", m => (IReadOnlyList<double?>)
            [.. Enumerable.Range(first, count).Select(i => (double?)(m + 3.0 / (1 + i * 0.01) + Math.Sin(i * 12.9898 + m) * 0.1))]),
    });

    public SomeJournal Phase(string to, int iteration) => Add(new PhaseChanged { Iteration = iteration, To = to, Reason = "schedule" });

    /// <summary>An evaluation of three classes; the more <c>right</c> (0–100), the better.</summary>
    public SomeJournal Evaluation(int iteration, int right, string output = "seg", string network = "student", bool ofCheckpoint = false) => Add(new EvaluationCompleted
    {
        Iteration = iteration,
        Split = "val",
        Output = output,
        Network = network,
        Protocol = new()
        {
            Scales = [0.5, 1], Flip = true, Crf = false, ImageLabels = false, IgnoreIndex = 255,
            Thresholds = new Dictionary<string, double> { ["background"] = 0.45 },
            OfCheckpoint = ofCheckpoint ? true : null,
        },
        ClassNames = Classes,
        Confusion = [[10 * right, 1000 - 10 * right, 0], [100 - right, right, 0], [100 - right, 0, right]],
        ImageCount = 300,
        MeanIou = right,
    });

    public SomeJournal Previews(int iteration) => Add(new PreviewsRendered
    {
        Iteration = iteration,
        Previews =
        [
            new() { ImageId = "0001", Kind = "input", Png = s_png },
            new() { ImageId = "0001", Kind = "cam", ClassName = "cat", Network = "student", Png = [.. s_png, (byte)iteration] },
        ],
    });

    public SomeJournal Checkpoint(int iteration) => Add(new CheckpointSaved
    {
        Iteration = iteration, Path = $"checkpoints/{iteration}", Sha256 = JournalEntry.HashOf([(byte)iteration]), SizeBytes = 12345, IsBest = true,
        BestBy = "miou/val/seg",
    });

    public SomeJournal Console(params string[] lines) => Add(new LogWritten { Stream = "out", Lines = lines });

    public SomeJournal Sampled(int iteration) =>
        Add(new SystemSampled { Iteration = iteration, CpuPercent = 187.5, MemoryBytes = 1L << 31, GpuPercent = 93 });

    public SomeJournal Resumed(int from)
    {
        _attempt++;
        return Add(new RunResumed { FromIteration = from, Checkpoint = $"checkpoints/{from}", Host = "there", Device = "cuda:0" });
    }

    /// <summary>A later attempt that found no checkpoint.</summary>
    public SomeJournal StartedAgain(int total)
    {
        _attempt++;
        return Started(total: total);
    }

    public SomeJournal Completed(int iteration) => Add(new RunCompleted { FinalIteration = iteration, BestMeanIou = 50, BestIteration = iteration });

    /// <summary>A run with everything in it, killed once and resumed from before where it was.</summary>
    public static SomeJournal Whole(int batches = 40, string name = "whole")
    {
        var journal = new SomeJournal().Started(name, total: batches * 50).Phase("warm-up", 1).Console("starting", "data: 2000 images");
        for (var batch = 0; batch < batches; batch++)
        {
            var last = (batch + 1) * 50;
            journal.Metrics(batch * 50 + 1).Sampled(last);
            if (batch == batches / 4)
                journal.Phase("segmentation", last).Previews(last);
            if (batch % 5 == 4)
                journal.Evaluation(last, 20 + batch).Evaluation(last, 10 + batch, "cam").Checkpoint(last).Console($"iteration {last}");
        }
        return journal;
    }

    /// <summary>The same with an interruption: the second attempt takes over at half of what was done.</summary>
    public static SomeJournal Interrupted(int batches = 20)
    {
        var journal = Whole(batches, "interrupted").Resumed(batches * 25).Phase("segmentation", batches * 25 + 1);
        for (var batch = batches / 2; batch < batches; batch++)
            journal.Metrics(batch * 50 + 1).Evaluation((batch + 1) * 50, 15 + batch);
        return journal.Metric("odd", 1, 1, null, double.NaN, double.PositiveInfinity).Completed(batches * 50);
    }
}
