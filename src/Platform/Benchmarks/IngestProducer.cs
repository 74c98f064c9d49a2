using System.Diagnostics;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Hosting;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>
/// The trainers' side of the ingest benchmark, a process of its own: several runs over several connections, each line
/// awaited until the broker has confirmed it, some at a time.
/// </summary>
sealed class IngestProducer(PlatformSettings settings, IngestPlan plan)
{
    const int Connections = 4;

    // lines of a run that wait for their confirms
    const int Window = 8;

    const int WarmUpEntries = 40;

    /// <summary>
    /// Warms up and prints how many entries and points that were; publishes once a line comes on standard input;
    /// afterwards prints one line per run.
    /// </summary>
    public async Task<int> RunAsync()
    {
        var processes = Enumerable.Range(0, Math.Min(Connections, plan.Runs)).Select(_ => BusProcess.Build(settings, withBus: true, verbose: false)).ToArray();
        foreach (var process in processes)
            await process.StartAsync(CancellationToken.None);
        var runs = Enumerable.Range(0, plan.Runs).Select(n => new IngestRun(n, plan.Rows, plan.Metrics, 1_000_000)).ToArray();
        foreach (var run in runs)
            await WarmUpAsync(processes[0].Bus!, run);
        Console.WriteLine($"{runs.Sum(r => r.Entries)} {runs.Sum(r => r.Points)}");
        await Console.In.ReadLineAsync();

        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(runs.Select((run, i) => Task.Run(() => PublishAsync(processes[i % processes.Length].Bus!, run, began))));
        foreach (var run in runs)
            Console.WriteLine($"{run.Id} {run.Entries} {run.Points} {run.HeadHash}");
        await Console.In.ReadLineAsync(); // until our processor time has been read
        foreach (var process in processes)
            await process.DisposeAsync();
        return 0;
    }

    // what is compiled at its first use, here and in the tracker, is not what is measured
    static async Task WarmUpAsync(IBus bus, IngestRun run)
    {
        await bus.PublishLineAsync(run.Started(), RunStarted.WireName);
        for (var entry = 0; entry < WarmUpEntries; entry++)
            await bus.PublishLineAsync(run.Metrics(), MetricsLogged.WireName);
    }

    async Task PublishAsync(IBus bus, IngestRun run, long began)
    {
        var waiting = new Queue<Task>();
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < plan.Seconds)
        {
            if (waiting.Count == Window)
                await waiting.Dequeue();
            waiting.Enqueue(bus.PublishLineAsync(run.Metrics(), MetricsLogged.WireName));
        }
        await Task.WhenAll(waiting);
        await bus.PublishLineAsync(run.Completed(), RunCompleted.WireName);
    }
}

/// <summary>What the producers publish.</summary>
/// <param name="Runs">At once.</param>
/// <param name="Metrics">An iteration.</param>
/// <param name="Rows">Iterations an entry.</param>
/// <param name="Seconds">How long.</param>
sealed record IngestPlan(int Runs, int Metrics, int Rows, int Seconds);
