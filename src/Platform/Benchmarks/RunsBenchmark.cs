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

    // what the page asks for beside its rows
    static readonly (string What, Func<TrackerClient, CancellationToken, Task<string>> Ask)[] s_answers =
    [
        ("a keystroke in the filter: what may come next, and what is wrong", async (client, cancel) =>
            $"{(await client.CompleteFilterAsync("method = dupl and lay", 21, cancel)).Offers.Count} offers"),
        ("which switches differ among all runs, as at every opening of the page", async (client, cancel) =>
            $"{(await client.RunDifferencesAsync(new(), onlySwitches: true, cancel)).Parameters.Count} switches"),
        ("what differs among all runs", async (client, cancel) => $"{(await client.RunDifferencesAsync(new(), cancel: cancel)).Parameters.Count} parameters"),
        ("what differs among a filter's runs", async (client, cancel) =>
            $"{(await client.RunDifferencesAsync(new() { Filter = "method = dupl and backbone = vit-b-16" }, cancel: cancel)).Parameters.Count} parameters"),
        ("groups by method and learning rate, three metric columns", (client, cancel) => GroupsAsync(client, new()
        {
            Runs = new() { Columns = [$"best({SyntheticRun.Score})", $"last({SyntheticRun.Loss})", "max(layer-001/statistic-1)"], Sort = $"-best({SyntheticRun.Score})" },
            By = ["method", "optimizer.learningRate"],
        }, cancel)),
        ("groups by all but the seed, one metric column", (client, cancel) => GroupsAsync(client, new()
        {
            Runs = new() { Columns = [$"best({SyntheticRun.Score})"] }, But = ["seed"],
        }, cancel)),
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
            yield return await MeasureAsync(what, async () => $"{(await client.RunsAsync(request, cancel)).Total:#,0}");
        foreach (var (what, ask) in s_answers)
            yield return await MeasureAsync(what, () => ask(client, cancel));
        await tracker.StopAsync(cancel);
    }

    static async Task<string> GroupsAsync(TrackerClient client, RunGroupRequest request, CancellationToken cancel)
    {
        var page = await client.RunGroupsAsync(request, cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{page.Total:#,0} groups");
    }

    async Task<string> MeasureAsync(string what, Func<Task<string>> ask)
    {
        var (milliseconds, found) = (new double[repetitions], "");
        for (var i = -WarmUps; i < repetitions; i++)
        {
            var began = Stopwatch.GetTimestamp();
            found = await ask();
            if (i >= 0)
                milliseconds[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(milliseconds);
        return string.Create(CultureInfo.InvariantCulture,
            $"runs: {what}: {found} of {runs:#,0} × {metrics:#,0} metrics, median {milliseconds[repetitions / 2]:0.0} ms, p99 {milliseconds[(int)Math.Ceiling(repetitions * 0.99) - 1]:0.0} ms, best {milliseconds[0]:0.0} ms");
    }
}
