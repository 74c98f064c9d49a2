using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.Pages;

/// <summary>The pictures in docs/images, of runs that a worker really trains; made only where PLATFORM_SCREENSHOTS names a folder.</summary>
public sealed class DemoPicturesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    static readonly string[] s_tabs = ["curves", "classes", "previews", "config", "journal", "checkpoints"];
    static readonly string[] s_compared = ["curves", "classes", "table"];

    readonly TempFolder _home = new();
    readonly List<string> _tooWide = [];      // said at the end, when all pictures are there to look at
    string _url = "";

    [PicturesFact]
    public async Task Every_page_of_a_demo_in_light_and_dark_on_a_desk_and_on_a_phone()
    {
        await using var server = await ServerProcess.StartAsync(_home.Path);
        _url = server.Url;
        await using var worker = PlatformProgram.Start(_home.Path, ["work"], ("PLATFORM_Bus__Uri", TestServices.RabbitMq!), ("PLATFORM_Trainer__TrackerUrl", server.TrackerUrl));
        using var http = new HttpClient { BaseAddress = new(server.TrackerUrl) };
        var sweeps = new DemoSweeps(new(http));
        await sweeps.BeginAsync();
        await SaveAllAsync(("/fleet", "fleet"), ("/sweeps", "sweeps"));

        await sweeps.EndAsync();
        var compared = string.Join(',', (await sweeps.ComparedAsync()).Select(id => id.ToString("n")));
        await SaveAllAsync(
        [
            ("/", "runs"),
            .. s_tabs.Select(tab => ($"/runs/{sweeps.Best}?tab={tab}", tab == "curves" ? "run" : tab)),
            .. s_compared.Select(tab => ($"/compare?runs={compared}&by=all-but-seed&tab={tab}", tab == "curves" ? "compare" : $"compare-{tab}")),
            ("/ablations", "ablations"), ("/backbones", "backbones"), ("/sweeps/shapes-ladder", "sweep"), ("/audit", "audit"),
            ("/audit/claims/shapes-report/best-run", "claim"),
        ]);
        _tooWide.ShouldBeEmpty();
    }

    public void Dispose() => _home.Dispose();

    async Task SaveAllAsync(params (string Path, string Name)[] pages)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            foreach (var width in new[] { 1440, 390 })
            {
                await using var page = await browser.OpenAsync(_url, width, width == 390 ? 844 : 900, scheme);
                foreach (var (path, name) in pages)
                {
                    await page.GoAsync(_url + path);
                    await SaveAsync(page, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}.png");
                    if (!await page.FitsAsync())
                        _tooWide.Add($"{path} at {width} px, {scheme}");
                }
                page.ForeignRequests.ShouldBeEmpty();
                page.Errors.ShouldBeEmpty();
            }
    }

    static async Task SaveAsync(TestPage page, string file)
    {
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        // what is out of sight is neither asked for nor drawn
        foreach (var panel in await page.Page.QuerySelectorAllAsync("main [data-panel]"))
        {
            await panel.ScrollIntoViewIfNeededAsync();
            await panel.WaitForSelectorAsync(".plot canvas, .plot svg");
        }
        foreach (var plot in await page.Page.QuerySelectorAllAsync(".plot"))
        {
            await plot.ScrollIntoViewIfNeededAsync();
            await plot.WaitForSelectorAsync("canvas, svg");
        }
        await page.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(PicturesFactAttribute.Folder!, file), FullPage = true, Style = "header.bar { position: static !important; }", // wherever the page is scrolled to
        });
    }
}

sealed class PicturesFactAttribute : FactAttribute
{
    public PicturesFactAttribute()
    {
        Timeout = 1_800_000;
        Skip = Folder is null ? "set PLATFORM_SCREENSHOTS to a folder to have pictures of every page" : TestServices.WhyNot ?? BrowserFactAttribute.WhyNot;
    }

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("PLATFORM_SCREENSHOTS");
}
