using System.Collections.Concurrent;
using MassTransit;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>
/// Runs what is left of a sweep on this machine: cells that have completed stay, interrupted ones go on from their newest
/// checkpoint, a failed one is tried again at the end, as often as the file says.
/// </summary>
/// <param name="bus">Where the cells' journals are published while they are written.</param>
/// <param name="data">The folder datasets are relative to.</param>
/// <param name="lines">Where what happens is said; null: whoever looks at the cells sees it.</param>
sealed class LocalSweep(SweepPlan plan, SweepFolder folder, IBus bus, string data, SweepLines? lines, TimeProvider clock, ILogger log)
{
    static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly ConcurrentQueue<(CellProgress Cell, int Try)> _queue = [];

    /// <summary>The plan's cells as earlier processes left them.</summary>
    public static IReadOnlyList<CellProgress> Load(SweepPlan plan, SweepFolder folder) => [.. plan.Cells.Select(cell =>
    {
        var run = folder.RunOf(cell, out var id);
        var progress = new CellProgress(cell, id, run);
        progress.Refresh();
        progress.State = progress.HasCompleted ? CellState.Completed : CellState.Queued;
        return progress;
    })];

    /// <summary>Returns when every cell has ended or, after <paramref name="stop"/>, when those at work have saved what they have.</summary>
    public async Task RunAsync(IReadOnlyList<CellProgress> cells, int workers, CancellationToken stop)
    {
        foreach (var cell in cells.Where(c => c.State == CellState.Queued))
        {
            await File.WriteAllTextAsync(folder.ConfigOf(cell.Cell), TrainingConfigReader.ToJson(cell.Cell.Config), CancellationToken.None);
            _queue.Enqueue((cell, 1));
        }
        var threads = Math.Max(1, Environment.ProcessorCount / workers);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(threads, stop)));
    }

    async Task WorkAsync(int threads, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && _queue.TryDequeue(out var next))
        {
            await TrainAsync(next.Cell, threads, stop);
            if (next.Cell.State == CellState.Failed && next.Try <= plan.File.Retries)
            {
                lines?.Told(next.Cell, $"failed, will be tried again: {next.Cell.Error}");
                next.Cell.State = CellState.Queued;
                _queue.Enqueue((next.Cell, next.Try + 1));
            }
            else
                lines?.Ended(next.Cell);
        }
    }

    async Task TrainAsync(CellProgress cell, int threads, CancellationToken stop)
    {
        await AwaitEarlierTrainerAsync(cell, stop);
        (cell.State, cell.Error, cell.Began) = (CellState.Running, null, clock.GetTimestamp());
        lines?.Started(cell);
        JournalPublisher? publisher = null;
        var training = CellProcess.RunAsync(cell, folder, plan.File.Name, data, threads, stop);
        while (!training.IsCompleted)
        {
            await Task.WhenAny(training, Task.Delay(s_look, clock, CancellationToken.None));
            cell.Refresh();
            // a run that is refused before its first entry has no folder in the end
            publisher ??= cell.Entries > 0 ? JournalPublisher.Start(bus, cell.Folder, journal: null, log) : null;
            lines?.Looked(cell);
        }
        if (publisher is not null)
            await publisher.StopAsync(s_patience);
        var problem = await training;
        cell.Took = clock.GetElapsedTime(cell.Began);
        cell.State = cell.HasCompleted ? CellState.Completed
            : stop.IsCancellationRequested && problem.Length == 0 ? CellState.Stopped
            : CellState.Failed;
        if (cell.State == CellState.Failed)
            cell.Error ??= problem.Length > 0 ? problem : "the process was stopped by somebody else";
    }

    // a trainer outlives a killed sweep for the moment it takes to save
    async Task AwaitEarlierTrainerAsync(CellProgress cell, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(s_patience);
        while (RunJournal.WriterOf(cell.Folder) is not null && !limit.IsCancellationRequested)
            await Task.WhenAny(Task.Delay(s_look, clock, limit.Token));
        cell.Refresh();
    }
}
