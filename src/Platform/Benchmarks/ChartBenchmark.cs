using System.Diagnostics;
using System.Globalization;
using Platform.Contracts.Api;
using Platform.Hosting;
using Platform.Settings;
using Platform.Tracker.Journal;

namespace Platform.Benchmarks;

/// <summary>
/// How long the tracker's API takes over charts: one metric of many long runs in buckets, a part of them, and one whole
/// history. Measured by a client over HTTP, answers read to arrays.
/// </summary>
sealed class ChartBenchmark(PlatformSettings settings, int runs, int points, int buckets, int repeat)
{
    const string Metric = "loss/term-3";
    const int RowsAnEntry = 250;
    const int MetricsARun = 10;

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        await using var database = await IngestDatabase.CreateAsync(settings.Configuration["Tracker:ConnectionString"]!);
        settings.Set("Tracker:ConnectionString", database.ConnectionString).Set("Bus:Kind", "in-memory");
        await using var app = WebProcess.Build(settings, Service.Tracker, [new Address("127.0.0.1", 5300).NextFree()], verbose: false);
        await WebProcess.StartAsync(app, cancel);
        var ids = await FillAsync(app.Services.GetRequiredService<JournalStore>(), cancel);
        await database.AskAsync<object>("VACUUM ANALYZE; SELECT 1");
        using var http = new HttpClient { BaseAddress = new(app.Urls.First() + "/") };
        var client = new TrackerClient(http);
        var most = 2 * buckets + 2;
        return
        [
            await MeasureAsync($"{runs} runs × {points:#,0} points of one metric in {buckets:#,0} buckets",
                () => client.SeriesAsync(ids, [Metric], maxPoints: most, cancel: cancel)),
            await MeasureAsync($"{runs} runs, a tenth of their iterations in {buckets:#,0} buckets",
                () => client.SeriesAsync(ids, [Metric], points / 2, points / 2 + points / 10, most, cancel)),
            await MeasureAsync($"one whole history of {points:#,0} points",
                () => client.SeriesAsync(ids[0], [Metric], cancel: cancel)),
            await MeasureAsync($"the same as JSON", () => http.GetByteArrayAsync($"api/runs/{ids[0]}/series?name={Metric}", cancel)),
        ];
    }

    // finished runs but for the last, whose newest points are still open
    async Task<Guid[]> FillAsync(JournalStore store, CancellationToken cancel)
    {
        var ids = new Guid[runs];
        for (var i = 0; i < runs; i++)
        {
            var run = new IngestRun(i, RowsAnEntry, MetricsARun, points);
            ids[i] = run.Id;
            var lines = new List<byte[]> { run.Started() };
            while (run.Iteration < points)
            {
                lines.Add(run.Metrics());
                if (lines.Count == 100)
                {
                    await store.StoreAsync(lines, cancel);
                    lines.Clear();
                }
            }
            if (i < runs - 1)
                lines.Add(run.Completed());
            await store.StoreAsync(lines, cancel);
        }
        return ids;
    }

    async Task<string> MeasureAsync<T>(FormattableString what, Func<Task<T>> ask)
    {
        const int warmUps = 5;
        var times = new List<double>();
        for (var i = 0; i < warmUps + repeat; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            if (i >= warmUps)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"chart: {what.ToString(CultureInfo.InvariantCulture)}: median {times[times.Count / 2]:0.0} ms, p99 {times[(int)(times.Count * 0.99)]:0.0} ms, best {times[0]:0.0} ms of {repeat}");
    }
}
