using Platform.BrowserKit;
using Platform.Contracts.Sweeps;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Browser;

public sealed class SweepPagesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _tracker.Sweeps.Add(RecordedSweep.Ladder(TimeProvider.System.GetUtcNow().AddHours(-3)));
        _tracker.Sweeps.Add(RecordedSweep.Drawn(TimeProvider.System.GetUtcNow().AddHours(-8)));
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }

    [BrowserFact]
    public async Task From_the_list_to_a_sweep_whose_cells_are_links_and_which_is_paused_and_stopped_after_a_question()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/sweeps");
        var page = opened.Page;
        await page.ClickAsync("a >> text=dupl-shapes-ladder");
        await page.WaitForSelectorAsync("h1:focus:has-text('dupl-shapes-ladder')");
        await page.WaitForSelectorAsync("[aria-label='+dual-student, seed 3: failed, loss/seg is not finite at iteration 320']");
        var done = _tracker.Sweeps[0].Detail.Cells[0];
        await Expect(page.Locator("[aria-label^='baseline, seed 1: completed']")).ToHaveAttributeAsync("href", $"/runs/{done.RunId}");

        await page.ClickAsync("button >> text=Pause");
        await page.WaitForSelectorAsync("[role=status] >> text=Paused: cells at work go on");
        await page.FocusAsync("button >> text=Stop…");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("button >> text=Stop 1 at work, 1 queued")).ToBeFocusedAsync();
        await page.ClickAsync("button >> text=Do not");
        await Expect(page.Locator("button >> text=Stop…")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("button >> text=Stop 1 at work, 1 queued")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("dd >> text=stopped");
        _tracker.Asked.ShouldContain("/api/sweeps/dupl-shapes-ladder/stop");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_is_shown_is_in_the_address_and_settings_are_drawn_against_the_objective()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/sweeps/rates-tpe?rows=backbone.stem&colour=objective");
        var page = opened.Page;
        await page.WaitForSelectorAsync("tbody th >> text=patch");
        await Expect(page.Locator(".cell.graded")).ToHaveCountAsync(40);
        await page.SelectOptionAsync("label:has-text('Rows') select", "row");
        await opened.ShouldBeAtAsync("rows=row");

        await page.ClickAsync("nav[aria-label='Parts of the sweep'] a >> text=Results");
        await page.WaitForSelectorAsync("[role=img][data-drawn=true] >> nth=1");
        await page.WaitForSelectorAsync("tr:has-text('optimizer.learningRate') >> text=/\\d+ %/");
        await page.ClickAsync("button[title$='against time as a table']");
        await page.WaitForSelectorAsync("td >> text=pruned");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_file_is_checked_by_keyboard_and_begins_once_it_has_no_fault()
    {
        _tracker.SweepCheck = new() { Faults = ["sweep.yaml:2:1: 'base' is missing"], Cells = [], Reusable = 0, PastRuns = 0 };
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/sweeps/new");
        var page = opened.Page;
        await page.FillAsync("#yaml", "name: s");
        await page.FocusAsync("button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("text=sweep.yaml:2:1: 'base' is missing");
        await Expect(page.Locator("button >> text=Start")).ToBeDisabledAsync();

        _tracker.SweepCheck = new() { Faults = [], Cells = ["tiny s1", "tiny s2"], Reusable = 1, EstimatedSeconds = 600, PastRuns = 4 };
        await page.FillAsync("#yaml", "name: s\nbase: tiny-shapes");
        await page.FocusAsync("button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("text=about 10 min on one trainer, by 4 past runs");
        await page.FocusAsync("button >> text=Start");
        await page.Keyboard.PressAsync("Enter");
        await opened.ShouldBeAtAsync("/sweeps/dupl-shapes-ladder");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task On_a_phone_in_the_dark_the_page_fits_its_width()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/sweeps", 390, 844, Microsoft.Playwright.ColorScheme.Dark);
        foreach (var path in new[] { "/sweeps", "/sweeps/dupl-shapes-ladder", "/sweeps/rates-tpe", "/sweeps/rates-tpe?tab=results", "/sweeps/rates-tpe?tab=cells", "/sweeps/new" })
        {
            await opened.GoAsync(_dashboard.Url + path);
            await opened.ShouldFitAsync(path);
        }
        opened.Errors.ShouldBeEmpty();
    }
}
