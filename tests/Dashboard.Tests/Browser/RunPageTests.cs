using Platform.BrowserKit;
using Microsoft.Playwright;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

public sealed class RunPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    // pixels of the first chart's canvas that have the first curve's colour, and the rightmost of them
    const string CurvePixels = """
        () => {
          const canvas = document.querySelector('.plot canvas');
          if (!canvas) return [0, 0];
          const wanted = getComputedStyle(document.documentElement).getPropertyValue('--series-1').trim();
          const [r, g, b] = [1, 3, 5].map(i => parseInt(wanted.slice(i, i + 2), 16));
          const { data, width } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let count = 0, right = 0;
          for (let i = 0; i < data.length; i += 4)
            if (Math.abs(data[i] - r) < 12 && Math.abs(data[i + 1] - g) < 12 && Math.abs(data[i + 2] - b) < 12 && data[i + 3] > 200) {
              count++;
              right = Math.max(right, (i / 4) % width);
            }
          return [count, right];
        }
        """;

    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;
    RecordedRun _run = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
        _run = new("baseline-shapes-1");
        _run.GrowTo(250);
        _tracker.Runs.Add(_run);
    }

    string Url(RunTab tab = RunTab.Curves) => _dashboard.Url + DashboardUrls.Run(_run.Id, tab);

    [BrowserFact]
    public async Task A_curve_is_drawn_and_grows_within_a_second_of_the_event()
    {
        await using var opened = await browser.OpenAsync(Url());
        var page = opened.Page;
        await Eventually.Holds(async () => (await page.EvaluateAsync<int[]>(CurvePixels))[0] > 200, "a curve on the first chart's canvas");
        (await LastAsync(page)).ShouldBe(250);

        // the best of three, as the machine that tests may be busy with other things
        var fastest = TimeSpan.MaxValue;
        for (var next = 260; next <= 280; next += 10)
        {
            _run.GrowTo(next);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await _dashboard.TellAsync(_run);
            await Eventually.Holds(async () => await LastAsync(page) == next, "the new points are drawn");
            fastest = clock.Elapsed < fastest ? clock.Elapsed : fastest;
        }
        fastest.ShouldBeLessThan(TimeSpan.FromSeconds(1));

        (await page.EvaluateAsync<int[]>(CurvePixels))[0].ShouldBeGreaterThan(200);
        _tracker.Asked.Last(a => a.Contains("/series", StringComparison.Ordinal)).ShouldContain("from=271");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Tabs_have_addresses_and_show_their_part()
    {
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url());
        var page = opened.Page;
        foreach (var (tab, proof) in new[]
                 {
                     ("Classes", "text=Pixel accuracy"), ("Previews", "figure img"), ("Config", "text=learningRate"),
                     ("Journal", "text=Chain verified to entry"), ("Checkpoints", "text=checkpoints/000500.safetensors"),
                 })
        {
            await page.ClickAsync($"nav[aria-label='Parts of the run'] >> text={tab}");
            await page.WaitForSelectorAsync(proof);
            page.Url.ShouldContain($"tab={tab.ToLowerInvariant()}");
            (await opened.FitsAsync()).ShouldBeTrue(tab);
        }
        await page.GoBackAsync();
        await page.WaitForSelectorAsync("text=Chain verified to entry");
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Dragging_across_a_curve_asks_for_the_finer_range_and_keeps_it_in_the_address()
    {
        await using var opened = await browser.OpenAsync(Url());
        var page = opened.Page;
        var over = await (await page.WaitForSelectorAsync(".plot .u-over"))!.BoundingBoxAsync();
        await page.Mouse.MoveAsync(over!.X + over.Width * 0.4f, over.Y + 50);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(over.X + over.Width * 0.6f, over.Y + 60, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await page.WaitForSelectorAsync("text=Show all");
        page.Url.ShouldContain("from=");
        _tracker.Asked.ShouldContain(a => a.Contains("/series", StringComparison.Ordinal) && a.Contains("&to=", StringComparison.Ordinal));

        await page.ClickAsync("text=Show all");
        await page.WaitForSelectorAsync("text=Drag across a curve to zoom");
        page.Url.ShouldNotContain("from=");
    }

    [BrowserFact]
    public async Task The_theme_follows_the_system_until_it_is_chosen()
    {
        await using var opened = await browser.OpenAsync(Url(), scheme: ColorScheme.Dark);
        var page = opened.Page;
        (await ThemeAsync(page)).ShouldBe("dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Eventually.Holds(async () => await ThemeAsync(page) == "light", "the page follows the system");

        await page.ClickAsync("[data-theme-toggle]");
        (await ThemeAsync(page)).ShouldBe("dark");
        await opened.GoAsync(Url(RunTab.Config));
        (await ThemeAsync(page)).ShouldBe("dark");
    }

    [BrowserFact]
    public async Task Every_tab_fits_a_phone_and_calls_no_other_host()
    {
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url(), 390, 844);
        foreach (var tab in Enum.GetValues<RunTab>())
        {
            await opened.GoAsync(Url(tab));
            (await opened.FitsAsync()).ShouldBeTrue(tab.ToString());
        }
        opened.ForeignRequests.ShouldBeEmpty();
        opened.Errors.ShouldBeEmpty();
    }

    static Task<string> ThemeAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.dataset.bsTheme");

    static async Task<int> LastAsync(IPage page) => int.Parse(await page.GetAttributeAsync(".plot >> nth=0", "data-last") ?? "0");

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
