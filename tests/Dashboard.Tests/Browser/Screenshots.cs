using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>Pictures of every page for people to look at; made only where PLATFORM_SCREENSHOTS names a folder.</summary>
public sealed class Screenshots(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [ScreenshotFact]
    public async Task Every_page_at_two_widths_in_two_themes()
    {
        await using var tracker = await TrackerApi.StartAsync();
        await using var dashboard = await DashboardHost.StartAsync(tracker.Url);
        var now = TimeProvider.System.GetUtcNow();
        AddRun(tracker, "baseline-shapes-1", 1000, RunStatus.Completed, now.AddHours(-26), null);
        AddRun(tracker, "baseline-shapes-2 (no contrast)", 1000, RunStatus.Completed, now.AddHours(-3), new() { ["aux-classifier"] = true, ["patch-contrast"] = false });
        AddRun(tracker, "dupl-shapes-1", 430, RunStatus.Failed, now.AddMinutes(-50), new() { ["aux-classifier"] = true, ["patch-contrast"] = true }, "loss/seg is NaN at iteration 430");
        AddRun(tracker, "baseline-shapes-4", 210, RunStatus.Stopped, now.AddMinutes(-12), new() { ["aux-classifier"] = false, ["patch-contrast"] = true });
        var live = AddRun(tracker, "baseline-shapes-5", 730, RunStatus.Running, now.AddMinutes(-3), null);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 1440, 390 })
            {
                await using var page = await browser.OpenAsync(dashboard.Url, width, width == 390 ? 844 : 900, scheme);
                await SaveAsync(page, $"runs-{width}-{scheme}");
                foreach (var tab in Enum.GetValues<RunTab>())
                {
                    await page.GoAsync(dashboard.Url + DashboardUrls.Run(live.Id, tab));
                    await SaveAsync(page, $"{tab}-{width}-{scheme}");
                }
                await page.GoAsync(dashboard.Url + DashboardUrls.Run(live.Id, new CurveSettings(Log: true, Smoothing: 0.9)));
                await SaveAsync(page, $"Curves-log-smooth-{width}-{scheme}");
            }
    }

    static RecordedRun AddRun(TrackerApi tracker, string name, int iteration, RunStatus status, DateTimeOffset started, Dictionary<string, bool>? switches, string? ending = null)
    {
        var run = new RecordedRun(name, name.Length, name.Split('-')[0], started: started)
        {
            Status = status, Ending = ending, Switches = switches ?? new() { ["aux-classifier"] = true, ["patch-contrast"] = true },
        };
        run.GrowTo(iteration);
        tracker.Runs.Add(run);
        return run;
    }

    static async Task SaveAsync(TestPage page, string name)
    {
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var plot in await page.Page.QuerySelectorAllAsync(".plot"))
            await plot.ScrollIntoViewIfNeededAsync();      // charts out of sight are not drawn
        foreach (var plot in await page.Page.QuerySelectorAllAsync(".plot"))
            await plot.WaitForSelectorAsync("canvas");
        await page.Page.EvaluateAsync("scrollTo(0, 0)");
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(ScreenshotFactAttribute.Folder!, name.ToLowerInvariant() + ".png"), FullPage = true });
    }
}

sealed class ScreenshotFactAttribute : FactAttribute
{
    public ScreenshotFactAttribute() => Skip = Folder is null || BrowserFactAttribute.Chromium is null ? "set PLATFORM_SCREENSHOTS to a folder to have pictures of every page" : null;

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("PLATFORM_SCREENSHOTS");
}
