using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Platform.Contracts;
using Platform.Dashboard;
using Platform.Hosting;
using Platform.Seeding;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>
/// How long people wait for pages, in a headless Chromium, among very many synthetic runs while some go on. Tracker, dashboard
/// and the live runs are one process, as in the benchmark of live pages; broker, database and browser are others.
/// </summary>
sealed class PagesBenchmark(PlatformSettings settings, PagesPlan plan)
{
    const int WarmUps = 2;
    const string Typed = "method = dupl and best > 60 and seed = 3";

    const string RunsShown = "document.querySelector('main tbody tr a[href]') && !document.querySelector('main [data-search]')?.disabled";
    const string Box = "document.querySelector('main [data-search]')";
    const string Answered = $"{Box}.closest('[data-answered]')?.dataset.answered === {Box}.value";
    const string Drawn = "(plots => plots.length > 0 && plots.every(p => p.dataset.points > 0))([...document.querySelectorAll('main .plot')].filter(p => p.getBoundingClientRect().top < innerHeight))";
    const string Plot = "document.querySelector('main .plot .u-over')";

    static readonly TimeSpan s_settle = TimeSpan.FromSeconds(3);

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var chromium = LiveBrowser.Find();
        await BusSetup.EnsureReachableAsync(settings.Bus(), cancel);
        await using var database = await RunsDatabase.CreateAsync(settings.Configuration["Tracker:ConnectionString"]!, cancel);
        var began = Stopwatch.GetTimestamp();
        var runs = await database.SeedAsync(new(plan.Runs, plan.Metrics, LongRuns: plan.Compared, LongPoints: plan.Points), cancel);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"pages: {plan.Runs:#,0} runs × {plan.Metrics:#,0} metrics seeded in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; {plan.Live} more go on");

        var pages = new Address("127.0.0.1", 5400).NextFree();
        var api = (pages with { Port = pages.Port + 1 }).NextFree();
        settings.Set("Tracker:ConnectionString", database.ConnectionString).Set("Dashboard:TrackerUrl", api.Url);
        await using var web = WebProcess.Build(settings, Service.Tracker | Service.Dashboard, [pages, api], verbose: false);
        await WebProcess.StartAsync(web, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var live = plan.Live == 0 ? Task.CompletedTask : LiveSeeding.RunAsync(settings, plan.Live, rate: 2, verbose: false, stop.Token);
        try
        {
            await foreach (var times in MeasureAsync(chromium, pages.Url, runs, cancel))
                yield return times.Describe();
        }
        finally
        {
            await stop.CancelAsync();
            await live;
            await web.StopAsync(CancellationToken.None);
        }
    }

    async IAsyncEnumerable<PageTimes> MeasureAsync(string chromium, string url, IReadOnlyList<Guid> runs, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Delay(s_settle, cancel);
        await using var browser = await LiveBrowser.StartAsync(chromium, cancel);
        var probe = new PageProbe(browser);
        await probe.OpenAsync(url + DashboardUrls.Runs(), RunsShown, cancel);
        await Task.Delay(s_settle, cancel); // scripts that come when they are needed
        yield return new("first load transferred", 900, [await probe.TransferredAsync(cancel)], "KiB");
        yield return new("Runs usable after navigation", 1000, await RepeatAsync(() => probe.OpenAsync(url + DashboardUrls.Runs(), RunsShown, cancel)));
        yield return new("filter keystroke answered", 150, await TypeAsync(browser, probe, cancel));
        var compare = url + DashboardUrls.Compare(runs.TakeLast(plan.Compared)) + $"&metrics={Uri.EscapeDataString(SyntheticRun.Loss)}";
        yield return new($"Compare of {plan.Compared} runs × {plan.Points.ToString("#,0", CultureInfo.InvariantCulture)} points drawn", 1000,
            await RepeatAsync(() => probe.OpenAsync(compare, Drawn, cancel)));
        yield return new("zoom", 300, await RepeatAsync(() => ZoomAsync(browser, probe, compare, cancel)));
    }

    // Letter by letter: each is a question of its own to the tracker, about what is complete and what is wrong.
    static async Task<IReadOnlyList<double>> TypeAsync(LiveBrowser browser, PageProbe probe, CancellationToken cancel)
    {
        await browser.EvaluateAsync<object?>($"{Box}.focus(), null", cancel);
        var times = new List<double>();
        foreach (var letter in Typed)
        {
            await probe.ArmAsync(Box, "input", cancel);
            await browser.TypeAsync(letter.ToString(), cancel);
            times.Add(await probe.SinceAsync(Answered, $"the answer to '{letter}'", cancel));
        }
        return times;
    }

    // The middle third of the first chart, until its finer points are drawn.
    static async Task<double> ZoomAsync(LiveBrowser browser, PageProbe probe, string url, CancellationToken cancel)
    {
        await probe.OpenAsync(url, Drawn, cancel);
        var box = await browser.EvaluateAsync<double[]>($"(r => [r.left, r.top, r.width, r.height])({Plot}.getBoundingClientRect())", cancel);
        await browser.EvaluateAsync<object?>(
            $"window.platformDrawn = false, new MutationObserver(() => window.platformDrawn = window.platformAt > 0).observe({Plot}.closest('.plot'), {{ attributes: true, attributeFilter: ['data-points'] }}), null", cancel);
        await probe.ArmAsync("document", "mouseup", cancel);
        var middle = box[1] + box[3] / 2;
        await browser.DragAsync((box[0] + box[2] / 3, middle), (box[0] + 2 * box[2] / 3, middle), cancel);
        return await probe.SinceAsync("window.platformDrawn", "the zoomed chart", cancel);
    }

    async Task<IReadOnlyList<double>> RepeatAsync(Func<Task<double>> measure)
    {
        var times = new List<double>();
        for (var i = -WarmUps; i < plan.Repeat; i++)
            if (await measure() is var time && i >= 0)
                times.Add(time);
        return times;
    }
}
