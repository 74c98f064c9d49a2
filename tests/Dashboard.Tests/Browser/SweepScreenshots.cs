using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>Pictures of the sweeps' pages for people to look at; made only where PLATFORM_SCREENSHOTS names a folder.</summary>
public sealed class SweepScreenshots(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    static readonly (string Name, string Path)[] s_pages =
    [
        ("sweeps", "/sweeps"), ("sweep-ladder", "/sweeps/dupl-shapes-ladder"), ("sweep-drawn", "/sweeps/rates-tpe?rows=backbone.stem&colour=objective"),
        ("sweep-results", "/sweeps/rates-tpe?tab=results"), ("sweep-cells", "/sweeps/rates-tpe?tab=cells"), ("sweep-file", "/sweeps/rates-tpe?tab=file"), ("sweep-new", "/sweeps/new"),
    ];

    [ScreenshotFact]
    public async Task Every_page_of_sweeps_at_two_widths_in_two_themes()
    {
        await using var tracker = await TrackerApi.StartAsync();
        tracker.Sweeps.Add(RecordedSweep.Ladder(TimeProvider.System.GetUtcNow().AddHours(-3)));
        tracker.Sweeps.Add(RecordedSweep.Drawn(TimeProvider.System.GetUtcNow().AddHours(-8)));
        await using var dashboard = await DashboardHost.StartAsync(tracker.Url);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 1440, 390 })
            {
                await using var page = await browser.OpenAsync(dashboard.Url, width, width == 390 ? 844 : 900, scheme);
                foreach (var (name, path) in s_pages)
                {
                    await page.GoAsync(dashboard.Url + path);
                    await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                    await page.Page.ScreenshotAsync(new() { Path = Path.Combine(ScreenshotFactAttribute.Folder!, $"{name}-{width}-{scheme}.png".ToLowerInvariant()), FullPage = true });
                }
            }
    }
}
