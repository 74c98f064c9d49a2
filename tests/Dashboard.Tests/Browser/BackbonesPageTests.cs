using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Browser;

public sealed class BackbonesPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    RealTracker _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await RealTracker.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url + "/");
        await _tracker.StoreAsync([
            SomeLadder.Run(["dta"], 1, 5), SomeLadder.Run(["dta"], 2, 5), SomeLadder.Run(["dta"], 1, 4, backbone: "resnet-50"),
            SomeLadder.Run(["dta"], 1, 4, backbone: "deit-b", iterations: 80_000, crop: 448),
        ]);
    }

    [BrowserFact]
    public async Task Cells_of_another_schedule_are_grey_and_say_why_and_the_reference_can_be_chosen()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Backbones());
        var page = opened.Page;
        await page.WaitForSelectorAsync(".matrix");
        var grey = page.Locator(".matrix td.unmatched");
        await Expect(grey).ToHaveCountAsync(1);
        await Expect(grey).ToContainTextAsync("iterations 80,000, not 1,000");
        await Expect(grey).ToContainTextAsync("crop 448, not 64");
        await Expect(page.Locator(".costs tbody tr:has-text('vit-tiny')")).ToContainTextAsync("2.00 GiB");

        await page.SelectOptionAsync("label:has-text('Reference schedule') select", new SelectOptionValue { Index = 1 });
        await opened.ShouldBeAtAsync("schedule=");
        await page.WaitForSelectorAsync(".matrix td.unmatched >> text=iterations 1,000, not 80,000");
        await opened.GoAsync(page.Url);
        await Expect(grey).ToHaveCountAsync(2);        // the same reference
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(new Uri(_dashboard.Url), (await page.GetAttributeAsync("a[download]", "href"))!))).ShouldContain("\\textcolor{gray}");
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task It_fits_a_phone_in_the_dark()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Backbones(), 390, 844, ColorScheme.Dark);
        await opened.Page.WaitForSelectorAsync(".costs");
        await opened.ShouldFitAsync();
        opened.Errors.ShouldBeEmpty();
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
