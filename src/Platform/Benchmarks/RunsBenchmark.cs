using System.Diagnostics;
using System.Globalization;
using Platform.Contracts.Api;
using Platform.Hosting;
using Platform.Seeding;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>How long the run table's first page takes through the API, among many runs with many metrics each.</summary>
sealed class RunsBenchmark(string server, int runs, int metrics, int repetitions)
{
    const int WarmUps = 5;

    static readonly (string What, RunListRequest Request)[] s_pages =
    [
        ("newest first", new()),
        ("filtered on a parameter, sorted by a metric", new()
        {
            Filter = "optimizer.learningRate <= 0.0005", Sort = $"-best({SyntheticRun.Score}),name",
            Columns = ["param:optimizer.learningRate", $"best:{SyntheticRun.Score}", $"last:{SyntheticRun.Loss}"],
        }),
        ("filtered on method, metric and seed", new()
        {
            Filter = $"method = \"dupl\" and best({SyntheticRun.Score}) > 60 and seed in (1,2,3)", Sort = $"-last({SyntheticRun.Score})",
        }),
        ("all runs sorted by a metric", new() { Sort = $"-best({SyntheticRun.Score})" }),
        ("either of two metrics, negated", new() { Filter = $"not (max({SyntheticRun.Score}) < 60 or min({SyntheticRun.Loss}) > 0.5)", Sort = "name" }),
    ];

    public async IAsyncEnumerable<string> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var database = await RunsDatabase.CreateAsync(server, cancel);
        var began = Stopwatch.GetTimestamp();
        await database.SeedAsync(new(runs, metrics), cancel);
        yield return string.Create(CultureInfo.InvariantCulture, $"{runs:#,0} runs seeded in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");

        var address = new Address("127.0.0.1", 5300).NextFree();
        await using var tracker = WebProcess.Build(database.Settings(), Service.Tracker, [address], verbose: false);
        await WebProcess.StartAsync(tracker, cancel);
        using var http = new HttpClient { BaseAddress = new(address.Url + "/") };
        var client = new TrackerClient(http);
        foreach (var (what, request) in s_pages)
            yield return await MeasureAsync(client, what, request, cancel);
        await tracker.StopAsync(cancel);
    }

    async Task<string> MeasureAsync(TrackerClient client, string what, RunListRequest request, CancellationToken cancel)
    {
        var (milliseconds, total) = (new double[repetitions], 0);
        for (var i = -WarmUps; i < repetitions; i++)
        {
            var began = Stopwatch.GetTimestamp();
            total = (await client.RunsAsync(request, cancel)).Total;
            if (i >= 0)
                milliseconds[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(milliseconds);
        return string.Create(CultureInfo.InvariantCulture,
            $"runs: {what}: {total:#,0} of {runs:#,0} × {metrics:#,0} metrics, median {milliseconds[repetitions / 2]:0.0} ms, p99 {milliseconds[(int)Math.Ceiling(repetitions * 0.99) - 1]:0.0} ms, best {milliseconds[0]:0.0} ms");
    }
}
