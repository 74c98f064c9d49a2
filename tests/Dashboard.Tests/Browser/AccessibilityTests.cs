using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Dashboard.Comparison;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>axe-core over every page in both themes: nothing serious, nothing critical. And no page is wider than its window.</summary>
public sealed class AccessibilityTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    const string Rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }";

    static readonly string s_axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    RealTracker _tracker = null!;
    DashboardHost _dashboard = null!;
    WholeRun[] _runs = null!;

    public async Task InitializeAsync()
    {
        _tracker = await RealTracker.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
        _runs = [.. Enumerable.Range(0, 6).Select(i => new WholeRun($"step-{i / 2}-s{i % 2}", i % 2, Switches(i / 2)))];
        await _tracker.StoreLinesAsync(_runs.SelectMany(r => r.Lines()));
    }

    // as many as make the run table wider than a window
    static Dictionary<string, bool> Switches(int step) =>
        new[] { "contrast", "filter", "discrepancy", "thresholds", "regularizer", "second-view" }.Select((name, i) => (name, on: step > i % 2)).ToDictionary(s => s.name, s => s.on);

    IEnumerable<string> Pages =>
    [
        DashboardUrls.Runs(), .. Enum.GetValues<RunTab>().Select(tab => DashboardUrls.Run(_runs[0].Id, tab)),
        .. Enum.GetValues<CompareTab>().Select(tab => DashboardUrls.Compare(new CompareState { Runs = [.. _runs.Take(3).Select(r => r.Id)], Tab = tab })),
        DashboardUrls.Compare(), DashboardUrls.Ablations(), DashboardUrls.Backbones(), DashboardUrls.Sweeps, DashboardUrls.NewSweep, DashboardUrls.Fleet, DashboardUrls.Audit(), DashboardUrls.NewClaims,
        DashboardUrls.DeadLetters, "/nowhere",
    ];

    [BrowserFact]
    public async Task Nothing_on_any_page_keeps_people_out()
    {
        var found = new ConcurrentQueue<string>();
        // several at a time: each waits for half a second in which it asks for nothing more
        await Parallel.ForEachAsync(Pages, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (page, _) =>
        {
            foreach (var fault in await CheckAsync(page))
                found.Enqueue(fault);
        });
        found.ShouldBeEmpty(string.Join('\n', found));
    }

    // all rules in the light, and in the dark, on the same page, the one that themes can break
    async Task<IReadOnlyList<string>> CheckAsync(string address)
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + address, scheme: ColorScheme.Light);
        var page = opened.Page;
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        // evaluated by the browser's own tools: the page's policy would not load a script for a test
        await page.EvaluateAsync(s_axe);
        var light = await FindAsync(page, Rules);
        // colours half way from one theme to the other are nobody's
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await page.WaitForSelectorAsync("html[data-bs-theme=dark]");
        var dark = await FindAsync(page, "{ runOnly: ['color-contrast'], resultTypes: ['violations'] }");
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await opened.ShouldFitAsync($"{address} at {width} px");
        }
        return [.. light.Select(f => $"{address} (light): {f}"), .. dark.Select(f => $"{address} (dark): {f}")];
    }

    static async Task<IEnumerable<string>> FindAsync(IPage page, string rules)
    {
        var results = await page.EvaluateAsync<JsonElement>($"axe.run(document, {rules}).then(r => r.violations)");
        return results.EnumerateArray().Where(v => v.GetProperty("impact").GetString() is "serious" or "critical").Select(v =>
            $"{v.GetProperty("id").GetString()}: " + string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(4).Select(n =>
                $"{n.GetProperty("target")} {n.GetProperty("failureSummary").GetString()!.ReplaceLineEndings(" ")}")));
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
