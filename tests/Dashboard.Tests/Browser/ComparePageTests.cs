using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.Comparison;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

public sealed class ComparePageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
        foreach (var (method, seed, iterations) in new[] { ("baseline", 1, 500), ("baseline", 2, 500), ("dupl", 1, 400) })
        {
            var run = new RecordedRun($"{method}-{seed}", seed, method) { Status = RunStatus.Completed };
            run.GrowTo(iterations);
            _tracker.Runs.Add(run);
        }
    }

    CompareState State => new() { Runs = [.. _tracker.Runs.Select(r => r.Id)] };

    string Url(CompareState state) => _dashboard.Url + DashboardUrls.Compare(state);

    [BrowserFact]
    public async Task Runs_are_chosen_drawn_zoomed_and_hidden_and_the_address_says_so()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Compare(new CompareState()));
        var page = opened.Page;
        await page.ClickAsync("text=Compare these 3");
        await page.WaitForSelectorAsync("[data-panel='loss/cls'] .plot .u-over");
        await opened.ShouldBeAtAsync("runs=");
        await Expect(page.Locator(".group-key li")).ToHaveCountAsync(3);

        await opened.DragAcrossAsync(page.Locator("[data-panel='loss/cls'] .plot .u-over"), 0.3f, 0.6f, page.Locator("text=Show all"));
        await Eventually.Holds(() => _tracker.Asked.Last(a => a.Contains("/series", StringComparison.Ordinal)).Contains("from=", StringComparison.Ordinal), "the finer range is asked for");

        await page.FocusAsync(".group-key li:nth-child(2) .look");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".group-key li:nth-child(2) .look[aria-pressed=false]");
        await opened.ShouldBeAtAsync("hide=");

        // a colleague who is sent the address sees the same
        await using var colleague = await browser.OpenAsync(page.Url);
        await colleague.Page.WaitForSelectorAsync("text=Show all");
        await colleague.Page.WaitForSelectorAsync(".group-key li:nth-child(2) .look[aria-pressed=false]");
        await Expect(colleague.Page.Locator("[data-panel='loss/cls'] .legend button")).ToHaveCountAsync(2);
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Every_part_works_in_the_dark_on_a_phone_and_calls_no_other_host()
    {
        await using var opened = await browser.OpenAsync(Url(State with { By = RunComparison.AllButSeed }), 390, 844, ColorScheme.Dark);
        foreach (var (tab, proof) in new[]
                 {
                     (CompareTab.Curves, ".plot canvas"), (CompareTab.Heads, ".plot canvas"), (CompareTab.Classes, "text=Mean IoU"),
                     (CompareTab.Previews, "canvas[data-drawn]"), (CompareTab.Config, "td.changed"), (CompareTab.Table, ".best"),
                 })
        {
            await opened.GoAsync(Url(State with { By = RunComparison.AllButSeed, Tab = tab }));
            await opened.Page.WaitForSelectorAsync(proof);
            await opened.ShouldFitAsync(tab.ToString());
        }
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Pictures_zoom_together_by_whole_pixels_and_say_which_iteration_is_nearest()
    {
        await using var opened = await browser.OpenAsync(Url(State with { Tab = CompareTab.Previews, At = 500, Kind = "prediction/student" }));
        var page = opened.Page;
        await page.WaitForSelectorAsync("canvas[data-drawn] >> nth=2");
        await page.WaitForSelectorAsync("text=nearest: 400");
        await page.FocusAsync(".pictures");
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        await Eventually.Holds(async () => (await ScalesAsync(page)) is [> 8, ..] scales && scales.Distinct().Count() == 1 && scales.All(s => s == Math.Floor(s)),
            "all canvases at one whole scale");
        await page.Keyboard.PressAsync("0");
        await page.WaitForSelectorAsync(".zoom output:text('1×')");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_table_is_saved_as_the_page_shows_it()
    {
        await using var opened = await browser.OpenAsync(Url(State with { Tab = CompareTab.Table, Metrics = ["miou/val/seg"] }));
        var download = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.ClickAsync("text=LaTeX"));
        var text = await File.ReadAllTextAsync((await download.PathAsync())!);
        text.ShouldContain("\\toprule");
        text.ShouldContain("miou/val/seg");
    }

    static Task<double[]> ScalesAsync(IPage page) => page.EvaluateAsync<double[]>("[...document.querySelectorAll('canvas[data-scale]')].map(c => Number(c.dataset.scale))");

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
