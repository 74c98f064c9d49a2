using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>The run table over a tracker of its own.</summary>
public sealed class RunTableTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    const int Runs = 300;

    RealTracker _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await RealTracker.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
        await _tracker.StoreAsync(Enumerable.Range(0, Runs).Select(i => new SomeRun($"run-{i:000}")
        {
            Method = i % 2 == 0 ? "dupl" : "cosa", Seed = i % 3, Started = SomeRun.Begin.AddMinutes(i),
            Config = new { seed = i % 3, optimizer = new { learningRate = i < 150 ? 0.001 : 0.01, name = "adam" } },
            Switches = new() { ["anf"] = i % 2 == 0, ["crop"] = true },
            Metrics = new() { ["miou/val/seg"] = [40, 60 + i % 3, 50], ["loss/total"] = [2, 1 + i % 3] },
        }));
    }

    [BrowserFact]
    public async Task The_first_rows_come_with_the_page_and_the_last_one_is_reached_by_scrolling()
    {
        using var http = new HttpClient();
        (await http.GetStringAsync(_dashboard.Url)).ShouldContain("run-299", customMessage: "without a script");
        await using var opened = await browser.OpenAsync(_dashboard.Url);
        var page = opened.Page;
        (await page.QuerySelectorAllAsync("tr.run")).Count.ShouldBeLessThan(200, "not all of them are drawn");
        await Eventually.Holds(async () =>
        {
            await page.EvaluateAsync("document.querySelector('.table-frame').scrollTo(0, 1e6)");
            return await page.IsVisibleAsync("text=run-000");
        }, "the last row");
        (await opened.FitsAsync()).ShouldBeTrue();
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
