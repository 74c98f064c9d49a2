using Platform.Contracts.Sweeps;
using Platform.Trainer.Journal;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>What <c>sweep run</c> does once journals have somewhere to go.</summary>
/// <param name="draft">The plan as trackers keep it.</param>
sealed class SweepSession(SweepPlan plan, SweepDraft draft, SweepFolder folder, SweepHost host, string data, TimeProvider clock)
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Delivers what earlier processes left, trains what is missing, and returns every cell as it then stands.</summary>
    public async Task<IReadOnlyList<CellProgress>> RunAsync(int workers, CancellationToken stop)
    {
        foreach (var (cell, run) in folder.Forget(plan.Cells, await host.DeletedAsync(stop)))
            Console.WriteLine($"{cell.Name}: its run was deleted, it is trained anew; {run.Path} keeps what that run wrote");
        var cells = LocalSweep.Load(plan, folder);
        var completed = cells.Count(c => c.State == CellState.Completed);
        Console.WriteLine($"{plan.File.Name}: {cells.Count} cells, {completed} completed before, in {folder.Path}");
        await host.ShowAsync(draft, cells, stop);
        await DeliverEarlierAsync(cells, stop);
        if (Terminal.IsInteractive)
        {
            var table = new SweepTable(cells, plan.File.Objective, workers, clock);
            await table.WatchAsync(TrainAsync(cells, null, workers, stop));
        }
        else
            await TrainAsync(cells, new SweepLines(cells, plan.File.Objective, Console.Out), workers, stop);
        await host.ShowFailedAsync(draft, cells);
        if (!await host.SettleAsync(cells, clock))
            Console.Error.WriteLine("platform: the tracker has not stored all that was journaled; the next run of the sweep delivers it");
        return cells;
    }

    Task TrainAsync(IReadOnlyList<CellProgress> cells, SweepLines? lines, int workers, CancellationToken stop) =>
        new LocalSweep(plan, folder, host.Bus, data, lines, clock, host.Log).RunAsync(cells, workers, stop);

    // a bus in memory dies with its process, and a broker may have been away
    async Task DeliverEarlierAsync(IReadOnlyList<CellProgress> cells, CancellationToken stop)
    {
        foreach (var cell in cells.Where(c => c.State == CellState.Completed && c.Entries > 0))
        {
            if (stop.IsCancellationRequested || !await host.LacksAsync(cell))
                continue;
            await using var publisher = JournalPublisher.Start(host.Bus, cell.Folder, journal: null, host.Log);
            await publisher.DrainAsync(s_patience);
        }
    }
}
