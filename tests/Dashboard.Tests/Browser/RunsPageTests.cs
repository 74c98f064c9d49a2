using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

public sealed class RunsPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        // both go and come back in these tests, to the same place
        _tracker = await TrackerApi.StartAsync($"http://127.0.0.1:{FreePort.Next()}");
        _dashboard = await DashboardHost.StartAsync(_tracker.Url, $"http://127.0.0.1:{FreePort.Next()}");
    }

    [BrowserFact]
    public async Task An_empty_table_says_what_to_do_and_a_run_that_starts_appears_by_itself()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url);
        await opened.Page.WaitForSelectorAsync("text=./platform demo");

        var run = new RecordedRun("first");
        _tracker.Runs.Add(run);
        await _dashboard.TellAsync(run);
        await opened.Page.WaitForSelectorAsync("td >> text=first");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_phone_shows_runs_as_cards_without_scrolling_sideways()
    {
        Add("a-run-with-a-rather-long-name-for-a-phone-as-people-write-them", "baseline");
        Add("beta", "dupl");
        await using var opened = await browser.OpenAsync(_dashboard.Url, 390, 844);
        await opened.ShouldFitAsync();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_tracker_that_goes_away_is_named_and_its_return_noticed()
    {
        Add("alpha", "baseline");
        await using var opened = await browser.OpenAsync(_dashboard.Url);
        var (page, url, runs) = (opened.Page, _tracker.Url, _tracker.Runs.ToArray());
        await _tracker.DisposeAsync();
        await _dashboard.TellAsync(runs[0]);
        await page.WaitForSelectorAsync($"[role=alert] >> text={url}");
        (await page.IsVisibleAsync("td >> text=alpha")).ShouldBeTrue("what was read stays");

        _tracker = await TrackerApi.StartAsync(url, runs);
        await Expect(page.Locator(".tracker-banner")).ToBeHiddenAsync();        // it goes by itself
    }

    [BrowserFact]
    public async Task Rows_that_came_with_the_page_stay_when_it_goes_on_in_the_browser()
    {
        Add("alpha", "baseline");
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet");
        var url = _tracker.Url;
        await opened.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await _tracker.DisposeAsync();      // the page's HTML is there, its circuit is not: it cannot read again
            await route.ContinueAsync();
        });

        await opened.GoAsync(_dashboard.Url);
        await opened.Page.WaitForSelectorAsync($"[role=alert] >> text={url}");
        (await opened.Page.IsVisibleAsync("td >> text=alpha")).ShouldBeTrue();
        _tracker = await TrackerApi.StartAsync(url);
    }

    [BrowserFact]
    public async Task A_dashboard_that_restarts_is_waited_for_and_the_page_comes_back()
    {
        Add("alpha", "baseline");
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/?q=alp");
        var (page, url) = (opened.Page, _dashboard.Url);
        await _dashboard.DisposeAsync();
        await page.WaitForSelectorAsync("#components-reconnect-modal >> text=lost");

        _dashboard = await DashboardHost.StartAsync(_tracker.Url, url);
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();       // it goes by itself
        await page.WaitForSelectorAsync(TestPage.Interactive);
        await Expect(page.Locator("#filter")).ToHaveValueAsync("alp");
    }

    [BrowserFact]
    public async Task A_closed_page_leaves_no_subscription_behind()
    {
        await using (var opened = await browser.OpenAsync(_dashboard.Url))
        {
            await Eventually.Holds(() => _dashboard.Feed.Count > 0, "the page listens");
            await opened.Page.CloseAsync();
        }
        // a browser that ends without a word is waited for three minutes
        await Eventually.Holds(() => _dashboard.Feed.Count == 0, "subscriptions are disposed");
    }

    void Add(string name, string method)
    {
        var run = new RecordedRun(name, method: method) { Status = RunStatus.Completed };
        run.GrowTo(120);
        _tracker.Runs.Add(run);
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
