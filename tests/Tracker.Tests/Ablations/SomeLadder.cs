using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Tests.Ablations;

/// <summary>Runs with switches and a seed, evaluated to IoUs that are known.</summary>
static class SomeLadder
{
    public static readonly string[] Switches = ["dual-student", "loss-dis", "dta", "anf", "loss-reg"];

    /// <summary>
    /// DuPL's ladder on Shapes as docs/results-shapes.md has it: of the first and last step the segmentation of each seed, of the
    /// others and of the CAMs seeds with the means and deviations that are printed there.
    /// </summary>
    public static readonly (double[] Cam, double[] Seg)[] Steps =
    [
        ([66.0, 62.8, 59.6], [73.8, 73.1, 66.7]),
        ([66.6, 65.5, 64.4], [76.4, 75.8, 75.2]),
        ([68.7, 66.1, 63.5], [77.8, 75.5, 73.2]),
        ([68.4, 66.5, 64.6], [77.3, 76.0, 74.7]),
        ([68.2, 66.3, 64.4], [77.4, 76.3, 74.9]),
        ([68.6, 66.5, 64.4], [78.1, 77.5, 75.6]),
    ];

    public static IEnumerable<SomeJournal> All() => Steps.SelectMany((step, i) =>
        step.Seg.Select((seg, s) => Run([.. Switches.Take(i)], s + 1).Evaluated("cam", step.Cam[s]).Evaluated("seg", seg).Completed(700)));

    /// <param name="on">Switches that are on; the others of <see cref="Switches"/> are off.</param>
    public static SomeJournal Run(
        string[] on, int seed, double rate = 0.002, string method = "dupl", string backbone = "vit-shapes", string sweep = "ladder", string? revision = "0f3c2d1a",
        int iterations = 700, int batch = 16, int crop = 64) => new SomeJournal().Add(new RunStarted
        {
            Project = "wsss",
            Experiment = "ladder",
            RunName = $"{method}-{string.Concat(Switches.Select(s => on.Contains(s) ? '1' : '0'))}-s{seed}",
            Method = method,
            Backbone = backbone,
            Dataset = "shapes",
            SplitSizes = new Dictionary<string, int> { ["train"] = 2000, ["val"] = 300 },
            Config = JsonSerializer.SerializeToElement(new
            {
                method, seed, iterations, optimizer = new { learningRate = rate }, backbone = new { name = backbone }, switches = Switches.ToDictionary(s => s, on.Contains),
                dataset = new { kind = "shapes", batchSize = batch, cropSize = crop, workers = seed },
            }),
            ConfigHash = JournalEntry.HashOf("config"u8),
            Switches = Switches.ToDictionary(s => s, on.Contains),
            Seed = seed,
            TotalIterations = iterations,
            CodeRevision = revision,
            Host = "here",
            Device = "cpu",
            Libraries = new Dictionary<string, string>(),
            SweepId = sweep,
        });

    /// <summary>Background 5 points above and disc 5 points below the mean that is asked for, to a millionth.</summary>
    public static SomeJournal Evaluated(
        this SomeJournal journal, string output, double mean, int iteration = 700, string network = "student", bool crf = false, double apart = 5) => journal.Add(new EvaluationCompleted
        {
            Iteration = iteration,
            Split = "val",
            Output = output,
            Network = network,
            Protocol = new() { Scales = [1], Flip = false, Crf = crf, ImageLabels = false, IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
            ClassNames = ["background", "disc"],
            Confusion = Counts((mean + apart) / 100, (mean - apart) / 100),
            ImageCount = 300,
            MeanIou = mean,
        });

    // a class's IoU is its hits over its hits and all mistakes, as of two classes every mistake is one of both
    static long[][] Counts(double first, double second)
    {
        const long mistakes = 100_000_000;
        long Hits(double iou) => (long)Math.Round(iou * mistakes / (1 - iou));
        return [[Hits(first), mistakes / 4], [mistakes - mistakes / 4, Hits(second)]];
    }
}
