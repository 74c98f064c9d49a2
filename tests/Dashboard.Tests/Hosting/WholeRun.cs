using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A run with a little of everything a trainer reports, for pages to have something in every place.</summary>
/// <param name="Switches">Its step on a ladder; each one adds to its scores.</param>
sealed record WholeRun(string Name, int Seed, IReadOnlyDictionary<string, bool> Switches)
{
    const int Iterations = 400;
    static readonly string[] s_classes = ["background", "circle", "square", "star"];

    public Guid Id { get; } = Guid.CreateVersion7();

    public IReadOnlyList<byte[]> Lines()
    {
        var (lines, hash) = (new List<byte[]>(), JournalEntry.NoHash);
        foreach (var (iteration, @event) in Events())
        {
            var entry = JournalEntry.Write(
                new() { RunId = Id, Sequence = lines.Count + 1, Attempt = 1, OccurredAt = SomeRun.Begin.AddSeconds(iteration + 1), PreviousHash = hash }, @event);
            hash = entry.Hash;
            lines.Add(entry.Bytes);
        }
        return lines;
    }

    IEnumerable<(int, IRunEvent)> Events()
    {
        yield return (0, new RunStarted
        {
            Project = "wsss", Experiment = "ladder", RunName = Name, Method = "dupl", Backbone = "vit-tiny", Dataset = "shapes", Switches = Switches, Seed = Seed,
            SplitSizes = new Dictionary<string, int> { ["train"] = 200, ["val"] = 30 }, TotalIterations = Iterations, Host = "host", Device = "cpu",
            Config = JsonSerializer.SerializeToElement(new { seed = Seed, iterations = Iterations, switches = Switches, optimizer = new { learningRate = 1e-3 } }, JournalJson.Options),
            ConfigHash = JournalEntry.HashOf(JsonSerializer.SerializeToUtf8Bytes(Switches)), Libraries = new Dictionary<string, string> { ["dotnet"] = "10" },
        });
        yield return (0, new PhaseChanged { Iteration = 0, To = "classification", Reason = "schedule" });
        yield return (0, new LogWritten { Stream = "out", Lines = ["training begins", "batch 16"] });
        for (var first = 1; first <= Iterations; first += 100)
        {
            int[] iterations = [.. Enumerable.Range(first, 100)];
            yield return (first + 99, new MetricsLogged
            {
                Iterations = iterations,
                Values = new Dictionary<string, IReadOnlyList<double?>>
                {
                    ["loss/cls"] = [.. iterations.Select(i => (double?)Math.Exp(-i / 150.0))], ["loss/seg"] = [.. iterations.Select(i => (double?)(1.4 * Math.Exp(-i / 220.0)))],
                },
            });
            yield return (first + 99, new SystemSampled { Iteration = first + 99, CpuPercent = 180, MemoryBytes = 900_000_000 });
            if (first == 101)
                yield return (first, new PhaseChanged { Iteration = first, From = "classification", To = "segmentation", Reason = "schedule" });
            foreach (var (output, share) in new[] { ("cam", 0.8), ("seg", 1.0) })
                yield return (first + 99, Evaluation(first + 99, output, share));
        }
        yield return (Iterations, new PreviewsRendered
        {
            Iteration = Iterations,
            Previews = [.. ((string[])["input", "ground-truth", "cam", "prediction"]).Select((kind, i) => new Preview { ImageId = "shape-1", Kind = kind, ClassName = kind == "cam" ? "star" : null, Png = TestPicture.Png(i) })],
        });
        yield return (Iterations, new CheckpointSaved { Iteration = Iterations, Path = "checkpoints/400", Sha256 = new('a', 64), SizeBytes = 1_234_567, IsBest = true, BestBy = "miou/val/seg" });
        yield return (Iterations, new RunCompleted { FinalIteration = Iterations });
    }

    EvaluationCompleted Evaluation(int iteration, string output, double share)
    {
        var reach = share * (0.45 + 0.06 * Switches.Count(s => s.Value) + 0.004 * Seed) * (1 - Math.Exp(-iteration / 120.0));
        long[][] confusion = [.. s_classes.Select((_, row) => Row(row, Math.Clamp(reach + 0.3 - 0.05 * row, 0.05, 0.97)))];
        return new()
        {
            Iteration = iteration, Split = "val", Output = output, Network = "student", ClassNames = s_classes, Confusion = confusion, ImageCount = 30,
            Protocol = new() { Scales = [1], Flip = false, Crf = false, ImageLabels = output == "cam", IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
            MeanIou = 100 * confusion.Select((row, c) => (double)row[c] / (row.Sum() + confusion.Sum(r => r[c]) - row[c])).Average(),
        };
    }

    static long[] Row(int row, double right) =>
        [.. s_classes.Select((_, column) => (long)((row == 0 ? 80_000 : 9_000) * (column == row ? right : (1 - right) / (s_classes.Length - 1))))];
}
