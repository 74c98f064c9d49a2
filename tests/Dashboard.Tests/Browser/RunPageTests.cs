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

    string Url(IPartSettings part) => _dashboard.Url + DashboardUrls.Run(_run.Id, part);

    [BrowserFact]
    public async Task A_curve_is_drawn_and_grows_within_a_second_of_the_event()
    {
        // its clock stands still but for half a second an event: nothing that comes later can be what draws the points
        var time = new HandClock();
        await using var dashboard = await DashboardHost.StartAsync(_tracker.Url, time: time);
        await using var opened = await browser.OpenAsync(dashboard.Url + DashboardUrls.Run(_run.Id));
        var page = opened.Page;
        await Eventually.Holds(async () => (await page.EvaluateAsync<int[]>(CurvePixels))[0] > 200, "a curve on the first chart's canvas");
        await Expect(page.Locator(".plot >> nth=0")).ToHaveAttributeAsync("data-last", "250");

        for (var next = 260; next <= 280; next += 10)
        {
            await Eventually.Holds(() => time.IsAwaited(TimeSpan.FromMilliseconds(100)), "the page rests before it may ask again");
            _run.GrowTo(next);
            await dashboard.TellAsync(_run);
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Expect(page.Locator(".plot >> nth=0")).ToHaveAttributeAsync("data-last", $"{next}");
        }

        (await page.EvaluateAsync<int[]>(CurvePixels))[0].ShouldBeGreaterThan(200);
        _tracker.Asked.Last(a => a.Contains("/series", StringComparison.Ordinal)).ShouldContain("from=271");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Tabs_have_addresses_show_their_part_and_are_walked_with_arrows()
    {
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url());
        var page = opened.Page;
        foreach (var (tab, proof) in new[]
                 {
                     ("Classes", "text=Pixel accuracy"), ("Previews", "figure img"), ("Config", "text=learningRate"), ("Log", "text=iteration 500: loss"),
                     ("System", "text=System load"), ("Journal", "text=Chain verified to entry"), ("Checkpoints", "text=checkpoints/000500.safetensors"),
                 })
        {
            await page.ClickAsync($"nav[aria-label='Parts of the run'] >> text={tab}");
            await page.WaitForSelectorAsync(proof);
            await opened.ShouldBeAtAsync($"tab={tab.ToLowerInvariant()}");
            await opened.ShouldFitAsync(tab);
        }
        await page.GoBackAsync();
        await page.WaitForSelectorAsync("text=Chain verified to entry");

        await page.FocusAsync("[role=tab][aria-selected=true]");
        await page.Keyboard.PressAsync("ArrowRight");       // past the last is the first
        await page.WaitForSelectorAsync("[role=tab][aria-selected=true] >> text=Curves");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForSelectorAsync("#tab-Classes[aria-selected=true]:focus");
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Dragging_across_a_curve_asks_for_the_finer_range_and_keeps_it_in_the_address()
    {
        await using var opened = await browser.OpenAsync(Url(), height: 500);
        var page = opened.Page;
        var plot = page.Locator(".plot").Last;
        await plot.ScrollIntoViewIfNeededAsync();
        await plot.Locator(".u-over").WaitForAsync();
        var scrolled = await page.EvaluateAsync<int>("scrollY");
        scrolled.ShouldBeGreaterThan(0);
        await opened.DragAcrossAsync(plot.Locator(".u-over"), 0.4f, 0.6f, page.Locator("text=Show all"));
        await opened.ShouldBeAtAsync("from=");
        await Eventually.Holds(() => _tracker.Asked.Any(a => a.Contains("/series", StringComparison.Ordinal) && a.Contains("&to=", StringComparison.Ordinal)), "the finer range is asked for");
        Math.Abs(await page.EvaluateAsync<int>("scrollY") - scrolled).ShouldBeLessThan(60, "the page stays where it was");

        await page.ClickAsync("text=Show all");
        await page.WaitForSelectorAsync("text=Drag across a curve to zoom");
        await Eventually.Holds(() => !page.Url.Contains("from=", StringComparison.Ordinal), "the address holds no range any more");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_link_shows_a_colleague_the_same_curves_as_a_table_and_as_a_drawing_too()
    {
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url(new CurveSettings(100, 300, Log: true, Smoothing: 0.95) { X = CurveAxis.Elapsed, Search = "loss" }));
        var page = opened.Page;
        await page.WaitForSelectorAsync("text=EMA 0.95, raw faint");
        await Expect(page.Locator("#metric-search")).ToHaveValueAsync("loss");
        await Expect(page.Locator(".chart-panel")).ToHaveCountAsync(1);
        await page.WaitForSelectorAsync("text=Iterations 100–300");
        await page.WaitForSelectorAsync(".plot[data-points] canvas");     // its script listens

        await page.ClickAsync("text=Table");
        await page.WaitForSelectorAsync("caption:has-text('by time since the start')");
        await Expect(page.Locator(".numbers tbody tr:first-child th")).ToHaveTextAsync("20 s");

        await page.FocusAsync(".plot");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.WaitForSelectorAsync(".legend .at:has-text('at 1 min')");

        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=SVG"));
        saved.SuggestedFilename.ShouldBe("losses.svg");
        var svg = System.Xml.Linq.XDocument.Load(await saved.PathAsync());
        svg.Descendants().Count(e => e.Name.LocalName == "path" && e.Attribute("stroke-opacity") is not null).ShouldBe(6, "three curves, smoothed and raw");
        svg.ToString().ShouldContain("classifier-warmup");
        var png = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=PNG"));
        png.SuggestedFilename.ShouldBe("losses.png");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Of_fifteen_hundred_metrics_those_scrolled_to_are_read()
    {
        var wide = new RecordedRun("wide") { MoreMetrics = [.. Enumerable.Range(0, 1500).Select(i => $"grad-norm/block{i / 100}/layer{i % 100}")] };
        wide.GrowTo(30);
        _tracker.Runs.Add(wide);
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Run(wide.Id));
        var page = opened.Page;
        await page.WaitForSelectorAsync("text=Grad norm");
        await page.ClickAsync("button:has-text('Grad norm')");
        await page.WaitForSelectorAsync("[data-panel]:has-text('layer')");
        await Eventually.Holds(async () => await page.Locator(".plot").CountAsync() > 3, "panels in sight are drawn");
        (await page.Locator(".plot").CountAsync()).ShouldBeLessThan(30);
        await page.FillAsync("#metric-search", "block14 layer99");
        await Expect(page.Locator(".plot")).ToHaveCountAsync(1);
        await page.WaitForSelectorAsync(".legend >> text=block14/layer99");
        AskedNames().ShouldBeLessThan(400);
        await opened.ShouldBeAtAsync("q=block14");
        opened.Errors.ShouldBeEmpty();

        int AskedNames() => _tracker.Asked.Where(a => a.Contains("/series", StringComparison.Ordinal)).SelectMany(a => a.Split("name=").Skip(1)).Distinct().Count();
    }

    [BrowserFact]
    public async Task Classes_are_sorted_drawn_and_their_confusion_normalised_in_the_address()
    {
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url(RunTab.Classes));
        var page = opened.Page;
        await page.ClickAsync("th button:has-text('seg')");
        await page.WaitForSelectorAsync("th[aria-sort=ascending]");
        await Expect(page.Locator("tbody tr:nth-child(2) th >> nth=0")).ToHaveTextAsync("star");
        await page.ClickAsync("tbody button:has-text('star')");
        await page.WaitForSelectorAsync(".legend >> text=star, seg");
        await page.SelectOptionAsync("[aria-label='What cells are shares of']", "None");
        await page.WaitForSelectorAsync("td:has-text('k')");
        await opened.ShouldBeAtAsync("norm=none");
        var link = page.Url;
        await opened.GoAsync(link);
        await page.WaitForSelectorAsync(".legend >> text=star, seg");
        await Expect(page.Locator("tbody tr:nth-child(2) th >> nth=0")).ToHaveTextAsync("star");
        await Expect(page.Locator("svg.spark polyline >> nth=8")).ToBeAttachedAsync();
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Masks_are_laid_over_their_pictures_and_classes_taken_out_of_them()
    {
        const string Centre = "canvas => [...canvas.getContext('2d').getImageData(32, 28, 1, 1).data]";
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url(new PreviewSettings { Opacity = 100, HiddenKinds = ["cam", "prediction"] }));
        var page = opened.Page;
        var mask = page.Locator("canvas[data-painted]").First;
        await mask.WaitForAsync();
        await Eventually.Holds(async () => (await mask.EvaluateAsync<int[]>(Centre)).SequenceEqual([128, 0, 0, 255]), "circle's colour, found again under the grey picture");
        await page.ClickAsync("button:has-text('circle')");
        await Eventually.Holds(async () => (await mask.EvaluateAsync<int[]>(Centre)).SequenceEqual([53, 97, 160, 255]), "the input shows where the class was");
        await opened.ShouldBeAtAsync("hide=circle");

        await page.FocusAsync("#iteration");
        await page.Keyboard.PressAsync("ArrowLeft");
        await opened.ShouldBeAtAsync("at=400");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_console_follows_the_run_and_a_link_opens_an_entry_of_the_journal()
    {
        await using var opened = await browser.OpenAsync(Url(RunTab.Log));
        var page = opened.Page;
        await page.WaitForSelectorAsync("text=iteration 250: loss");
        _run.GrowTo(300);
        await _dashboard.TellAsync(_run);
        await page.WaitForSelectorAsync("text=iteration 300: loss");
        await page.FillAsync("#log-search", "WARN");
        await page.WaitForSelectorAsync("mark:has-text('warn')");
        await Expect(page.Locator(".console li")).ToHaveCountAsync(1);

        await opened.GoAsync(_dashboard.Url + DashboardUrls.Entry(_run.Id, 7));
        await page.WaitForSelectorAsync("#entry-7[open] summary:focus");
        await page.ClickAsync("text=Config");
        await page.FillAsync("#config-search", "rate");
        await page.WaitForSelectorAsync(".key:has-text('learningRate')");
        await Expect(page.Locator(".key")).ToHaveCountAsync(1);
        await Expect(page.Locator(".reproduce pre")).ToContainTextAsync("git checkout 0f3c2d1");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_theme_follows_the_system_until_it_is_chosen()
    {
        await using var opened = await browser.OpenAsync(Url(), scheme: ColorScheme.Dark);
        var page = opened.Page;
        await ShouldBeAsync("dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await ShouldBeAsync("light");

        await page.ClickAsync("[data-theme-toggle]");
        await ShouldBeAsync("dark");
        await opened.GoAsync(Url(RunTab.Config));
        await ShouldBeAsync("dark");

        Task ShouldBeAsync(string theme) => Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", theme);
    }

    [BrowserFact]
    public async Task Every_tab_fits_a_phone_and_calls_no_other_host()
    {
        _run.GrowTo(500);
        await using var opened = await browser.OpenAsync(Url(), 390, 844);
        foreach (var tab in Enum.GetValues<RunTab>())
        {
            await opened.GoAsync(Url(tab));
            await opened.ShouldFitAsync(tab.ToString());
        }
        opened.ForeignRequests.ShouldBeEmpty();
        opened.Errors.ShouldBeEmpty();
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
