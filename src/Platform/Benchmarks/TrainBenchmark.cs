using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Platform.Trainer;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Journal;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Benchmarks;

/// <summary>
/// Training steps as <c>TrainLoop</c> makes them, without evaluation and checkpoints: how long each takes, what of it the loop waits for
/// the next batch, for its journal and for previews, and what C# costs beside libtorch.
/// </summary>
static class TrainBenchmark
{
    /// <param name="longest">No step begins when so much time has passed since the first that counts.</param>
    public static IEnumerable<string> Run(TrainingConfig config, string dataFolder, int steps, int warmUps, TimeSpan longest)
    {
        config = MethodCatalog.Definition(config.Method).CompleteChecked(config);
        var dataset = DatasetCatalog.Open(config.Dataset, dataFolder);
        var device = cuda.is_available() ? CUDA : CPU;
        random.manual_seed(config.Seed);
        using var method = MethodCatalog.Create(config, dataset.ClassNames, device);
        using var groups = new ParameterGroups(method.Network, config.Optimizer);
        // the last phase costs most and lasts longest
        var iteration = config.Iterations - 1;
        var loader = new BatchLoader(dataset.Split(config.Dataset.TrainSplit), config.Dataset, config.Seed,
            strongFrom: method.StrongViewsFrom is null ? null : 0, second: method.NeedsSecondView);
        using var batches = loader.From(0).GetEnumerator();
        using var journal = new ScratchJournal();
        var done = new List<StepCost>(); // of every step, those that warm up first
        for (var i = 1; i <= warmUps; i++)
        {
            var began = Stopwatch.GetTimestamp();
            done.Add(Step(batches, method, groups, iteration, device, journal.Reporter));
            yield return string.Create(CultureInfo.InvariantCulture, $"warm-up {i} of {warmUps}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        }
        var measured = Measurement.Of(() => done.Add(Step(batches, method, groups, iteration, device, journal.Reporter)), steps, 0, longest);
        yield return measured.Describe($"{config.Backbone.Name} at {config.Dataset.CropSize}, batch {config.Dataset.BatchSize}, {method.PhaseAt(iteration)}");

        var counted = done.Skip(warmUps).ToArray();
        var step = measured.Milliseconds.Average();
        yield return Share("waiting for data", counted.Average(s => s.WaitedMs), "a step", step);
        yield return Share("journal", counted.Average(s => s.JournalMs), "a step", step);
        var previews = new PreviewRenderer(config, dataset.Split(config.Dataset.ValidationSplit), device);
        var seeing = Measurement.Of(() => previews.See(method, iteration), repetitions: 2, warmUps: 1).Median; // painted elsewhere
        yield return Share($"previews every {config.Schedule.PreviewEvery} iterations", seeing, "each", step * config.Schedule.PreviewEvery);
        var price = PriceOfACall();
        var calls = counted.Average(s => s.Tensors);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"managed overhead: about {calls * price / measured.Median + measured.PauseShare:0.0%} ({calls:0} tensors a step; making and freeing the cheapest takes {1000 * price:0.00} µs, libtorch's part included)");
        using var process = Process.GetCurrentProcess();
        yield return string.Create(CultureInfo.InvariantCulture, $"memory: {process.PeakWorkingSet64 / 1024.0 / 1024 / 1024:0.00} GiB resident at its highest");
    }

    static StepCost Step(
        IEnumerator<ImageBatch> batches, ISegmentationMethod method, ParameterGroups groups, int iteration, Device device, IRunReporter reporter)
    {
        var start = Stopwatch.GetTimestamp();
        batches.MoveNext();
        var waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var before = Created();
        using var scope = NewDisposeScope();
        var losses = method.Losses(TensorBatch.On(device, batches.Current), iteration);
        var total = losses.Weighted();
        var values = new List<MetricValue>();
        losses.ToMetrics(total, iteration, values);
        start = Stopwatch.GetTimestamp();
        reporter.Metrics(iteration, CollectionsMarshal.AsSpan(values));
        var journaled = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        groups.Optimizer.zero_grad();
        total.backward();
        groups.Optimizer.step();
        groups.Named[0].parameter.sum().ToSingle(); // sync point: the step has really ended
        return new(waited, journaled, Created() - before);
    }

    static string Share(string what, double milliseconds, string each, double of) => string.Create(
        CultureInfo.InvariantCulture, $"{what}: {milliseconds:0.000} ms {each}, {milliseconds / of:0.00%} of the loop");

    static long Created() => DisposeScopeManager.Statistics.CreatedInScopeCount + DisposeScopeManager.Statistics.CreatedOutsideScopeCount;

    // milliseconds; nearly all of an operator on one number is the way there and back, of which libtorch's dispatcher is part
    static double PriceOfACall()
    {
        const int Calls = 20_000;
        using var one = ones(1);
        return Measurement.Of(() =>
        {
            for (var i = 0; i < Calls; i++)
                using (one.neg())
                {
                }
        }, repetitions: 5, warmUps: 1).Milliseconds[0] / Calls;
    }

    readonly record struct StepCost(double WaitedMs, double JournalMs, long Tensors);

    /// <summary>A journal that is really written, and removed.</summary>
    sealed class ScratchJournal : IDisposable
    {
        readonly RunFolder _folder = new(Directory.CreateTempSubdirectory("platform-bench-train-").FullName);
        readonly RunJournal _journal;

        public ScratchJournal()
        {
            _journal = RunJournal.Open(_folder, Guid.CreateVersion7(), TimeProvider.System);
            Reporter = new(_journal, TimeProvider.System);
        }

        public JournalRunReporter Reporter { get; }

        public void Dispose()
        {
            Reporter.Dispose();
            _journal.Dispose();
            Directory.Delete(_folder.Path, recursive: true);
        }
    }
}
