using System.Globalization;
using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.Pages;

/// <summary>The pictures in docs/images, of a real demo; made only where PLATFORM_SCREENSHOTS names a folder.</summary>
public sealed class DemoPicturesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    static readonly string[] s_tabs = ["curves", "classes", "previews", "config", "journal", "checkpoints"];

    readonly TempFolder _home = new();

    [PicturesFact]
    public async Task Every_page_of_a_demo_in_light_and_dark_on_a_desk_and_on_a_phone()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        await using var demo = PlatformProgram.Start(_home.Path, ["demo", "--port", port]);
        await Eventually.Holds(
            () => demo.HasExited ? throw new InvalidOperationException(demo.Errors + demo.Output) : demo.Output.Contains("the dashboard stays on"),
            "the demo has trained", TimeSpan.FromMinutes(10));
        var url = $"http://127.0.0.1:{port}";
        using var http = new HttpClient { BaseAddress = new(url) };
        var run = (await new TrackerClient(http).RunsAsync(new() { Sort = "-best", Take = 1 })).Runs[0];

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 1440, 390 })
            {
                await using var page = await browser.OpenAsync(url, width, width == 390 ? 844 : 900, scheme);
                await SaveAsync(page, "runs", width, scheme);
                foreach (var tab in s_tabs)
                {
                    await page.GoAsync($"{url}/runs/{run.Id}?tab={tab}");
                    await SaveAsync(page, tab == "curves" ? "run" : tab, width, scheme);
                }
                page.ForeignRequests.ShouldBeEmpty();
                page.Errors.ShouldBeEmpty();
            }
    }

    public void Dispose() => _home.Dispose();

    static async Task SaveAsync(TestPage page, string name, int width, ColorScheme scheme)
    {
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var plot in await page.Page.QuerySelectorAllAsync(".plot"))
        {
            await plot.ScrollIntoViewIfNeededAsync();      // charts out of sight are not drawn
            await plot.WaitForSelectorAsync("canvas");
        }
        await page.Page.EvaluateAsync("scrollTo(0, 0)");
        var file = $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}.png";
        await page.Page.ScreenshotAsync(new() { Path = Path.Combine(PicturesFactAttribute.Folder!, file), FullPage = true });
    }
}

sealed class PicturesFactAttribute : FactAttribute
{
    public PicturesFactAttribute()
    {
        Timeout = 900_000;
        Skip = Folder is null ? "set PLATFORM_SCREENSHOTS to a folder to have pictures of every page" : BrowserFactAttribute.WhyNot;
    }

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("PLATFORM_SCREENSHOTS");
}
