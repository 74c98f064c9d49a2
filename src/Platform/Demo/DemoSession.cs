using MassTransit;
using Platform.Contracts.Api;
using Platform.Settings;
using Platform.Trainer;
using Platform.Trainer.Data;
using Platform.Trainer.Journal;
using Platform.Training;

namespace Platform.Demo;

/// <summary>What the demo does once its web process is up.</summary>
sealed class DemoSession(DemoFolder folder, IBus bus, TrackerClient tracker, TimeProvider clock, ILogger log)
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Trains every variant, and tells what came of it.</summary>
    public async Task<Tally> RunAsync(IReadOnlyList<Variant> variants, CancellationToken stop)
    {
        await DeliverEarlierRunsAsync(stop);
        var validation = OpenShapes(variants[0].Config.Dataset);
        var trivial = TrivialPredictor.MeanIou(validation);
        var runs = new List<DemoRun>();
        foreach (var variant in variants)
        {
            runs.Add(await TrainAsync(variant, stop));
            if (stop.IsCancellationRequested)
                break;
        }
        var tally = await Tally.CountAsync(tracker, runs, s_patience, clock, CancellationToken.None);
        await ResultTable.WriteAsync(tracker, variants, runs, trivial, CancellationToken.None);
        return tally;
    }

    // the bus of a demo that was killed died with it, but not the journals
    async Task DeliverEarlierRunsAsync(CancellationToken stop)
    {
        foreach (var run in Directory.Exists(folder.Runs) ? Directory.EnumerateDirectories(folder.Runs).Select(f => new RunFolder(f)) : [])
        {
            if (!File.Exists(run.Journal) || !Guid.TryParse(Path.GetFileName(run.Path), out var id))
                continue;
            if ((await tracker.JournalStateAsync(id, stop))?.Stored >= JournalReader.Read(run.Journal).LongCount())
                continue;
            Console.WriteLine($"delivering the journal of an earlier demo: {id}");
            await using var publisher = JournalPublisher.Start(bus, run, journal: null, log);
            await publisher.DrainAsync(s_patience);
        }
    }

    DatasetSplit OpenShapes(DatasetConfig dataset)
    {
        var began = clock.GetTimestamp();
        var split = DatasetCatalog.Open(dataset, folder.Path).Split(dataset.ValidationSplit);
        Console.WriteLine($"Shapes: {dataset.Shapes.TrainImages} training and {split.Count} validation images in "
            + $"{Path.Combine(folder.Path, dataset.Folder)} ({clock.GetElapsedTime(began).TotalSeconds:0.0} s)");
        return split;
    }

    async Task<DemoRun> TrainAsync(Variant variant, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var id = Guid.CreateVersion7();
        var request = new TrainingRequest { RunId = id, Folder = new(Path.Combine(folder.Runs, id.ToString())), DataFolder = folder.Path };
        var session = new TrainingSession(bus, s_patience, clock, log);
        await ProgressView.WatchAsync(variant.Name, variant.Config.Iterations, clock, watcher => session.RunAsync(variant.Config, request, watcher, stop));
        return new(variant, id, JournalReader.Read(request.Folder.Journal).LongCount(), clock.GetElapsedTime(began));
    }
}
