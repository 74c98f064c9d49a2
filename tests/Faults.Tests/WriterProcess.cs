using System.Globalization;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;

namespace Platform.Faults;

/// <summary>
/// Stands for a trainer: journals a run through the product's own reporter and journal, without the time that training
/// takes. Started again after it was killed it resumes, as a trainer would. Its clock jumps.
/// </summary>
static class WriterProcess
{
    const int CheckpointEvery = 200;
    static readonly string[] s_metrics = ["loss/cls", "loss/seg", "loss/ptc", "lr/encoder", "rate/iterations"];

    /// <param name="gate">Without this file it waits halfway.</param>
    public static int Run(RunFolder folder, Guid run, int iterations, int seed, string gate)
    {
        var from = Checkpoint(folder);
        var random = new Random(seed + from);
        using var journal = RunJournal.Open(folder, run, new JumpingClock(random), options: new() { SegmentBytes = 60_000 });
        using var reporter = new JournalRunReporter(journal, TimeProvider.System);
        reporter.Event(journal.Attempt == 1 ? Started(iterations, seed) : new RunResumed { FromIteration = from, Checkpoint = "checkpoints/last", Host = "fault", Device = "none" });
        for (var iteration = from + 1; iteration <= iterations; iteration++)
        {
            if (iteration == iterations / 2)
                Pass(gate, reporter);
            Report(reporter, iteration, random);
            if (iteration % 20 == 0)
                Task.Delay(random.Next(5, 60)).Wait(); // a trainer is not all logging, and a kill should find it anywhere
        }
        reporter.Event(new RunCompleted { FinalIteration = iterations, BestMeanIou = 50, BestIteration = iterations });
        reporter.Flush();
        Console.WriteLine("completed");
        return 0;
    }

    static void Pass(string gate, JournalRunReporter reporter)
    {
        reporter.Flush();
        while (!File.Exists(gate))
            Task.Delay(50).Wait();
    }

    static void Report(JournalRunReporter reporter, int iteration, Random random)
    {
        var values = new MetricValue[s_metrics.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = new(s_metrics[i], i == 0 && iteration % 97 == 0 ? double.NaN : Math.Round(random.NextDouble(), 6));
        reporter.Metrics(iteration, values);
        if (iteration % 50 == 0)
            reporter.Event(new LogWritten { Stream = "out", Lines = [$"iteration {iteration} \"ü\"", new string('x', random.Next(0, 500))] });
        if (iteration % 150 == 0)
            reporter.Event(new PhaseChanged { Iteration = iteration, From = "a", To = $"phase {iteration}", Reason = "schedule" });
        if (iteration % CheckpointEvery == 0)
            Checkpoint(reporter, iteration, random);
    }

    static void Checkpoint(JournalRunReporter reporter, int iteration, Random random)
    {
        reporter.Event(new EvaluationCompleted
        {
            Iteration = iteration, Split = "val", Output = "seg", Network = "student-1",
            Protocol = new() { Scales = [1], Flip = false, Crf = false, ImageLabels = false, IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
            ClassNames = ["background", "thing"], Confusion = [[random.Next(100, 200), 3], [4, random.Next(100, 200)]], ImageCount = 2, MeanIou = 50,
        });
        reporter.Event(new CheckpointSaved
        {
            Iteration = iteration, Path = "checkpoints/last", Sha256 = new('0', 64), SizeBytes = 1, IsBest = false,
        });
    }

    /// <summary>The iteration of the last checkpoint that the journal names.</summary>
    static int Checkpoint(RunFolder folder) => !folder.HoldsJournal ? 0 : JournalReader.Read(folder.Journal)
        .Where(r => r.WireName == CheckpointSaved.WireName).Select(r => ((CheckpointSaved)JournalEntry.Read(r.Bytes).Event).Iteration).LastOrDefault();

    static RunStarted Started(int iterations, int seed) => new()
    {
        Project = "faults", Experiment = "kills", RunName = string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"), Method = "none", Backbone = "none",
        Dataset = "none", SplitSizes = new Dictionary<string, int> { ["val"] = 2 }, Config = JsonSerializer.SerializeToElement(new { seed }),
        ConfigHash = new('a', 64), Switches = new Dictionary<string, bool>(), Seed = seed, TotalIterations = iterations,
        Host = "fault", Device = "none", Libraries = new Dictionary<string, string>(),
    };

    sealed class JumpingClock(Random random) : TimeProvider
    {
        TimeSpan _offset;

        public override DateTimeOffset GetUtcNow()
        {
            if (random.Next(50) == 0)
                _offset = TimeSpan.FromSeconds(random.Next(-7200, 7200));
            return base.GetUtcNow() + _offset;
        }
    }
}
