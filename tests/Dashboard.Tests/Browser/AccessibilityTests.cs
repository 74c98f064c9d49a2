using System.Text.Json;
using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Dashboard.Comparison;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>axe-core over every page in both themes: nothing serious, nothing critical.</summary>
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
        _runs = [.. Enumerable.Range(0, 6).Select(i => new WholeRun($"step-{i / 2}-s{i % 2}", i % 2, new Dictionary<string, bool> { ["contrast"] = i >= 2, ["filter"] = i >= 4 }))];
        await _tracker.StoreLinesAsync(_runs.SelectMany(r => r.Lines()));
    }

    IEnumerable<string> Pages =>
    [
        DashboardUrls.Runs(), .. Enum.GetValues<RunTab>().Select(tab => DashboardUrls.Run(_runs[0].Id, tab)),
        .. Enum.GetValues<CompareTab>().Select(tab => DashboardUrls.Compare(new CompareState { Runs = [.. _runs.Take(3).Select(r => r.Id)], Tab = tab })),
        DashboardUrls.Compare(), DashboardUrls.Ablations(), DashboardUrls.Backbones(), DashboardUrls.Sweeps, DashboardUrls.NewSweep, DashboardUrls.Fleet, DashboardUrls.Audit(), DashboardUrls.NewClaims,
        DashboardUrls.DeadLetters, "/nowhere",
    ];

    [BrowserFact(Timeout = 240_000)]
    public async Task Nothing_on_any_page_keeps_people_out()
    {
        var found = new List<string>();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            foreach (var page in Pages)
                found.AddRange((await CheckAsync(page, scheme)).Select(f => $"{page} ({scheme}): {f}"));
        found.ShouldBeEmpty(string.Join('\n', found));
    }

    // evaluated by the browser's own tools: the page's policy would not load a script for a test
    async Task<IEnumerable<string>> CheckAsync(string address, ColorScheme scheme)
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + address, scheme: scheme);
        var page = opened.Page;
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.EvaluateAsync(s_axe);
        var results = await page.EvaluateAsync<JsonElement>($"axe.run(document, {Rules}).then(r => r.violations)");
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
