using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

public sealed class AblationsPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    RealTracker _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await RealTracker.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url + "/");
    }

    [BrowserFact]
    public async Task The_newest_ladder_is_shown_with_its_tests_effects_and_files_and_has_an_address()
    {
        await _tracker.StoreAsync(SomeLadder.Runs());
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Ablations());
        var page = opened.Page;
        await page.WaitForSelectorAsync(".ladder");
        await opened.ShouldBeAtAsync("filter=sweep");
        await Expect(page.Locator(".ladder tbody tr:not(.kind) > th")).ToHaveTextAsync(["baseline", "+dual-student", "+dta", "+anf", "−dual-student"]);
        await Expect(page.Locator(".ladder tbody tr:nth-child(5) td.component")).ToHaveTextAsync(["✓on", "✓on", "✓on"]);
        var last = Expect(page.Locator(".ladder tbody tr:nth-child(5)"));
        await last.ToContainTextAsync("higher; p");
        await last.ToContainTextAsync("paired by seed, n = 5");
        await Expect(page.Locator("details:has-text('Left out')")).ToContainTextAsync("optimizer.learningRate is 0.1, not 0.002");

        // the heat-map is drawn, compared otherwise by the keyboard, saved, and read as a table
        await page.WaitForSelectorAsync(".effects svg text >> text=cross");
        await page.FocusAsync(".effects label:has-text('Compared with') select");
        await page.Keyboard.PressAsync("ArrowDown");
        await opened.ShouldBeAtAsync("against=baseline");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".effects button:has-text('SVG')"));
        (await File.ReadAllTextAsync(await saved.PathAsync())).ShouldContain("<svg");
        await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".effects button:has-text('PNG')"));
        await page.ClickAsync(".effects button:has-text('Table')");
        await Expect(page.Locator(".effect-table tbody tr:last-child")).ToContainTextAsync("5 of 5 seeds");

        var address = page.Url;
        await opened.GoAsync(address);
        await page.WaitForSelectorAsync(".effects svg");
        await Expect(page.Locator(".effects label:has-text('Compared with') select")).ToHaveValueAsync("baseline");
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(new Uri(_dashboard.Url), (await page.GetAttributeAsync("a[download]", "href"))!))).ShouldContain("+anf & \\checkmark & \\checkmark & \\checkmark & $");
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task It_says_what_to_do_where_there_is_no_ladder_and_shows_one_when_it_is_there_on_a_phone_in_the_dark()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Ablations(), 390, 844, ColorScheme.Dark);
        var page = opened.Page;
        await page.WaitForSelectorAsync("text=./platform sweep run dupl-shapes-ladder --wait");

        await _tracker.StoreAsync(SomeLadder.Runs());
        await opened.GoAsync(_dashboard.Url + DashboardUrls.Ablations());
        await page.WaitForSelectorAsync(".ladder");
        await page.WaitForSelectorAsync(".effects svg");
        await opened.ShouldFitAsync();
        await page.EvaluateAsync("document.querySelector('.table-frame').scrollTo(400, 0)");
        await Eventually.Holds(async () => (await page.Locator(".ladder tbody th[scope=row]").First.BoundingBoxAsync())!.X < 60, "the rows' names stay in sight");

        await page.FillAsync("[data-search]", "swep = 1");
        await page.PressAsync("[data-search]", "Enter");
        await page.WaitForSelectorAsync("[role=alert] pre >> text=swep");
        await opened.ShouldFitAsync();
        opened.Errors.ShouldBeEmpty();
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
