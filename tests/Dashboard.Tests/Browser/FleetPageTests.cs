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
        (await page.TextContentAsync("tbody tr >> nth=0"))!.ShouldContain("dupl-voc-s1");
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
        await Eventually.Holds(async () => (await page.QuerySelectorAllAsync(".trainers tbody tr")).Count == 1, "only the trainer that matches");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync("idle or not?");
        await page.WaitForSelectorAsync("text=No trainer matches");
        await Eventually.Holds(() => page.Url.EndsWith("/fleet?q=idle%20or%20not%3F", StringComparison.Ordinal), "the search is in the address");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.PressAsync("Backspace");
        await page.WaitForSelectorAsync(".trainers");

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync("#key-help[open] >> text=next row");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("dupl-voc-s1");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("r");
        await page.WaitForURLAsync(_dashboard.Url + "/");
    }

    [BrowserFact]
    public async Task A_phone_shows_trainers_as_cards_and_pages_behind_a_menu()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet", 390, 844);
        var page = opened.Page;
        await page.WaitForSelectorAsync("main [data-ready]");
        (await opened.FitsAsync()).ShouldBeTrue();
        (await page.IsVisibleAsync("#pages")).ShouldBeFalse();
        await page.ClickAsync("[data-menu-toggle]");
        (await page.GetAttributeAsync("[data-menu-toggle]", "aria-expanded")).ShouldBe("true");
        await page.ClickAsync("#pages >> text=Runs");
        await page.WaitForURLAsync(_dashboard.Url + "/");
        await Eventually.Holds(async () => !await page.IsVisibleAsync("#pages"), "the menu has closed");
    }

    [BrowserFact]
    public async Task The_choice_of_colours_is_kept_and_the_skip_link_leads_to_the_content()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/fleet");
        var page = opened.Page;
        await page.ClickAsync("[data-palette-toggle]");
        await opened.GoAsync(_dashboard.Url + "/fleet");
        (await page.GetAttributeAsync("html", "data-palette")).ShouldBe("lightness");

        await page.Keyboard.PressAsync("Tab");
        await page.FocusAsync(".skip-link");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("content");
        page.Url.ShouldEndWith("/fleet");
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }
}
