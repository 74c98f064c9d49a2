using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Hosting;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>
/// How long an iteration takes from the log call to a browser that shows its run's page, while other runs are live too.
/// Trainers, tracker and dashboard are one process here, each with its own connection to the broker; Chromium is another.
/// </summary>
sealed class LiveBenchmark(PlatformSettings settings, LivePlan plan)
{
    // what is compiled at its first use is not what is measured
    readonly TimeSpan _warmUp = TimeSpan.FromSeconds(Math.Min(5, plan.Seconds));

    readonly ConcurrentQueue<(Guid Run, long Sequence, DateTimeOffset At)> _notices = [];

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        var chromium = LiveBrowser.Find();
        await BusSetup.EnsureReachableAsync(settings.Bus(), cancel);
        await using var database = await IngestDatabase.CreateAsync(settings.Configuration["Tracker:ConnectionString"]!);
        var pages = new Address("127.0.0.1", 5400).NextFree();
        var api = (pages with { Port = pages.Port + 1 }).NextFree();
        settings.Set("Tracker:ConnectionString", database.ConnectionString).Set("Dashboard:TrackerUrl", api.Url);
        await using var web = WebProcess.Build(settings, Service.Tracker | Service.Dashboard, [pages, api], verbose: false);
        await WebProcess.StartAsync(web, cancel);
        await using var trainers = BusProcess.Build(settings, withBus: true, verbose: false);
        await trainers.StartAsync(cancel);
        Hear(trainers.Bus!);
        await using var browser = await LiveBrowser.StartAsync(chromium, cancel);
        var folder = Directory.CreateTempSubdirectory("platform-bench-live-");
        try
        {
            return await MeasureAsync(trainers, folder.FullName, browser, pages, database, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
            await web.StopAsync(CancellationToken.None);
        }
    }

    void Hear(IBus bus) => bus.ConnectReceiveEndpoint(new TemporaryEndpointDefinition(tag: "bench-live"), DefaultEndpointNameFormatter.Instance,
        endpoint => endpoint.Handler<RunChanged>(heard =>
        {
            _notices.Enqueue((heard.Message.RunId, heard.Message.AppliedSequence, TimeProvider.System.GetUtcNow()));
            return Task.CompletedTask;
        }));

    async Task<IReadOnlyList<string>> MeasureAsync(
        BusProcess trainers, string folder, LiveBrowser browser, Address pages, IngestDatabase database, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var runs = Enumerable.Range(0, plan.Runs).Select(n => new LiveRun(n, folder, trainers.Bus!, settings.Journal(), trainers.Log)).ToArray();
        var period = TimeSpan.FromSeconds(1.0 / plan.Rate);
        var logging = runs.Select((run, i) => Task.Run(() => run.LogAsync(period * i / plan.Runs, period, stop.Token))).ToArray();
        try
        {
            var (watched, page) = (runs[0], new LivePage(browser));
            await page.OpenAsync($"{pages.Url}/runs/{watched.Id}", cancel);
            await page.ShownAsync(1, cancel);
            await Task.Delay(_warmUp, cancel);

            var load = await LiveLoad.BeginAsync(database, settings, browser);
            var first = watched.Iteration + 1;
            int last;
            do
                await Task.Delay(TimeSpan.FromSeconds(plan.Seconds), cancel);
            while ((last = watched.Iteration) < first);     // on a machine that stood still meanwhile
            await page.ShownAsync(last, cancel);
            var (perSecond, cores) = await load.EndAsync();
            var shown = await page.ReadAsync(cancel);
            await EndAsync(stop, logging);

            var told = _notices.Where(n => n.Run == watched.Id).Select(n => (n.Sequence, n.At)).ToArray();
            var latency = LiveLatency.Of(watched, first, last, told, shown);
            return
            [
                $"live: of these, {latency.Legs}",
                $"live: {cores}",
                string.Create(CultureInfo.InvariantCulture,
                    $"live: {latency.Whole}, {latency.Count} iterations, {plan.Runs} runs live, {perSecond:0.0} entries/s stored"),
            ];
        }
        finally
        {
            await EndAsync(stop, logging);
            await Task.WhenAll(runs.Select(r => Task.Run(async () => await r.DisposeAsync())));
        }
    }

    static async Task EndAsync(CancellationTokenSource stop, Task[] logging)
    {
        await stop.CancelAsync();
        await Task.WhenAll(logging);
    }
}

/// <summary>What is live while the page is watched.</summary>
/// <param name="Rate">Iterations a second of each run.</param>
/// <param name="Seconds">How long to measure.</param>
sealed record LivePlan(int Runs, int Rate, int Seconds);
