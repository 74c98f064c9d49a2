using System.Diagnostics;
using System.Globalization;
using Platform.Trainer;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Benchmarks;

/// <summary>
/// Training steps as <c>TrainLoop</c> makes them, without evaluation, previews and checkpoints: how long each takes, how long the loop
/// waits for the next batch, and what C# costs beside libtorch.
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
        var done = new List<(double WaitedMs, long Tensors)>(); // of every step, those that warm up first
        for (var i = 1; i <= warmUps; i++)
        {
            var began = Stopwatch.GetTimestamp();
            done.Add(Step(batches, method, groups, iteration, device));
            yield return string.Create(CultureInfo.InvariantCulture, $"warm-up {i} of {warmUps}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        }
        var measured = Measurement.Of(() => done.Add(Step(batches, method, groups, iteration, device)), steps, 0, longest);
        yield return measured.Describe($"{config.Backbone.Name} at {config.Dataset.CropSize}, batch {config.Dataset.BatchSize}, {method.PhaseAt(iteration)}");

        var counted = done.Skip(warmUps).ToArray();
        var waitedMs = counted.Average(s => s.WaitedMs);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"waiting for data: {waitedMs:0.00} ms a step, {waitedMs / measured.Milliseconds.Average():0.00%} of the loop");
        var price = PriceOfACall();
        var calls = counted.Average(s => s.Tensors);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"managed overhead: about {calls * price / measured.Median + measured.PauseShare:0.0%} ({calls:0} tensors a step; making and freeing the cheapest takes {1000 * price:0.00} µs, libtorch's part included)");
        using var process = Process.GetCurrentProcess();
        yield return string.Create(CultureInfo.InvariantCulture, $"memory: {process.PeakWorkingSet64 / 1024.0 / 1024 / 1024:0.00} GiB resident at its highest");
    }

    static (double WaitedMs, long Tensors) Step(
        IEnumerator<ImageBatch> batches, ISegmentationMethod method, ParameterGroups groups, int iteration, Device device)
    {
        var start = Stopwatch.GetTimestamp();
        batches.MoveNext();
        var waited = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var before = Created();
        using var scope = NewDisposeScope();
        var total = method.Losses(TensorBatch.On(device, batches.Current), iteration).Weighted();
        groups.Optimizer.zero_grad();
        total.backward();
        groups.Optimizer.step();
        total.ToSingle(); // sync point: the step has really ended
        return (waited, Created() - before);
    }

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
}
