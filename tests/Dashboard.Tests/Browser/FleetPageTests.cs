using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.Tests.Fleet;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

public sealed class FleetPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
        var run = Guid.CreateVersion7();
        _tracker.Fleet = SomeFleet.Fine with { Running = [SomeFleet.AtWork(run, "dupl-voc-s1")] };
        _tracker.Trainers = [SomeFleet.Trainer("gpu-1/4711/cuda:0", TrainerState.Training, run), SomeFleet.Trainer("gpu-2/9/cuda:0", TrainerState.Idle)];
    }

    [BrowserFact]
    public async Task Trainers_and_pace_are_shown_and_what_goes_wrong_appears_by_itself()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet", scheme: ColorScheme.Dark);
        var page = opened.Page;
        await page.WaitForSelectorAsync("main [data-ready]");
        await Expect(page.Locator("tbody tr >> nth=0")).ToContainTextAsync("dupl-voc-s1");
        await page.WaitForSelectorAsync("text=Everything keeps up");
        await page.WaitForSelectorAsync(".chart canvas");

        _tracker.Fleet = _tracker.Fleet with { DeadLetters = 2 };
        await page.WaitForSelectorAsync("li >> text=2 unreadable messages");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_search_is_in_the_address_and_keys_lead_to_it_to_rows_and_to_other_pages()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet?q=gpu-1");
        var page = opened.Page;
        await Expect(page.Locator(".trainers tbody tr")).ToHaveCountAsync(1);      // only the trainer that matches
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync("idle or not?");
        await page.WaitForSelectorAsync("text=No trainer matches");
        await opened.ShouldBeAtAsync("/fleet?q=idle%20or%20not%3F");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.Locator(".trainers tbody tr")).ToHaveCountAsync(2);

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync("#key-help[open] >> text=next row");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(":focus")).ToHaveTextAsync("dupl-voc-s1");
        await Eventually.Holds(async () =>
        {
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync("r");       // counts for as long as somebody needs to press it: not on a machine that stands still
            return page.Url == _dashboard.Url + "/";
        }, "the page of runs");
    }

    [BrowserFact]
    public async Task A_phone_shows_trainers_as_cards_and_pages_behind_a_menu()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet", 390, 844);
        var page = opened.Page;
        await page.WaitForSelectorAsync("main [data-ready]");
        await opened.ShouldFitAsync();
        await Expect(page.Locator("#pages")).ToBeHiddenAsync();
        await page.ClickAsync("[data-menu-toggle]");
        await Expect(page.Locator("[data-menu-toggle]")).ToHaveAttributeAsync("aria-expanded", "true");
        await page.ClickAsync("#pages >> text=Runs");
        await page.WaitForURLAsync(_dashboard.Url + "/");
        await Expect(page.Locator("#pages")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task The_choice_of_colours_is_kept_and_the_skip_link_leads_to_the_content()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet");
        var page = opened.Page;
        await page.ClickAsync("[data-palette-toggle]");
        await opened.GoAsync(_dashboard.Url + "/fleet");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-palette", "lightness");

        await page.Keyboard.PressAsync("Tab");
        await page.FocusAsync(".skip-link");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#content")).ToBeFocusedAsync();
        page.Url.ShouldEndWith("/fleet");
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
