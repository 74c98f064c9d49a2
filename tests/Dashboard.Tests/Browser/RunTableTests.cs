using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Dashboard.Runs;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>The run table over a tracker of its own.</summary>
public sealed partial class RunTableTests(BrowserFixture browser, RunTableHost host) : IClassFixture<BrowserFixture>, IClassFixture<RunTableHost>
{
    [BrowserFact]
    public async Task The_first_rows_come_with_the_page_and_the_last_one_is_reached_by_scrolling()
    {
        using var http = new HttpClient();
        (await http.GetStringAsync(Url(new() { Filter = "run" }))).ShouldContain("run-119", customMessage: "without a script");
        await using var opened = await browser.OpenAsync(Url(new() { Filter = "run" }));
        var page = opened.Page;
        await Eventually.Holds(async () =>
        {
            await page.EvaluateAsync("document.querySelector('.table-frame').scrollTo(0, 1e6)");
            return await page.IsVisibleAsync("text=run-000");
        }, "the last row");
        (await page.QuerySelectorAllAsync("tr.run")).Count.ShouldBeLessThan(RunTableHost.Runs, "not all of them are drawn");
        await opened.ShouldFitAsync();
        opened.Errors.ShouldBeEmpty();
        opened.ForeignRequests.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_filter_is_completed_corrected_and_kept_in_the_address()
    {
        await using var opened = await browser.OpenAsync(Url(new()));
        var page = opened.Page;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("opti");
        await page.WaitForSelectorAsync("[role=option] >> text=optimizer.learningRate");
        var field = Expect(page.Locator("#filter"));
        await page.Keyboard.PressAsync("ArrowDown");
        await field.ToHaveAttributeAsync("aria-activedescendant", "filter-offer-0");
        await page.Keyboard.PressAsync("Enter");
        await field.ToHaveValueAsync("optimizer.learningRate ");
        await page.Keyboard.TypeAsync("= 0.01 and metod = dupl");
        await page.WaitForSelectorAsync(".marks mark >> text=metod", new() { State = WaitForSelectorState.Attached });
        await field.ToHaveAttributeAsync("aria-invalid", "true");
        await page.ClickAsync("text=Write method");

        await Expect(page.Locator("h1 small")).ToHaveTextAsync("30");      // the runs that match
        await opened.ShouldBeAtAsync(Uri.EscapeDataString("optimizer.learningRate = 0.01 and method = dupl"));
        await page.FillAsync("#filter", "run-00");
        await Expect(page.Locator("h1 small")).ToHaveTextAsync("10");      // plain words search
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Keys_walk_the_rows_mark_them_and_compare_them()
    {
        await using var opened = await browser.OpenAsync(Url(new() { Filter = "run" }));
        var page = opened.Page;
        foreach (var key in new[] { "j", "x", "j", "x" })
            await page.Keyboard.PressAsync(key);
        await Expect(page.Locator("a[data-compare]")).ToHaveAttributeAsync("href", TwoRuns());
        await page.Keyboard.PressAsync("c");
        await opened.ShouldBeAtAsync("/compare?runs=");     // the comparison of the two
    }

    [BrowserFact]
    public async Task One_click_groups_all_but_the_seed_and_a_group_opens()
    {
        await using var opened = await browser.OpenAsync(Url(new() { Filter = "run", Columns = new(["best(miou/val/seg)", "method"]), Sort = "name" }));
        var page = opened.Page;
        await page.ClickAsync("summary >> text=Group");
        await page.ClickAsync("text=All but the seed");
        await page.WaitForSelectorAsync("tr.group");
        await Expect(page.Locator("tr.group")).ToHaveCountAsync(4);
        await Expect(page.Locator("tr.group >> nth=0")).ToContainTextAsync("61.00 ± 0.83");
        await page.ClickAsync("tr.group a >> nth=0");
        await Expect(page.Locator("tr.member")).ToHaveCountAsync(30);
        await opened.ShouldBeAtAsync("but=seed");

        using var http = new HttpClient();
        var state = new RunsState { Filter = "run", Columns = new(["best(miou/val/seg)"]), But = new(["seed"]) };
        (await http.GetStringAsync(host.Dashboard.Url + DashboardUrls.RunsExport(state, "csv"))).Split("\r\n")[0].ShouldEndWith("runs,best(miou/val/seg),best(miou/val/seg) std,best(miou/val/seg) n");
        (await http.GetStringAsync(host.Dashboard.Url + DashboardUrls.RunsExport(state, "tex"))).ShouldContain("$61.00 \\pm 0.83$ (30)");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task An_address_shows_the_same_columns_and_order_and_headings_change_it()
    {
        await using var opened = await browser.OpenAsync(Url(new()
        {
            Filter = "run", Columns = new(["method", "at(miou/val/seg, 3)", "param(optimizer.name)", "switch(anf)"]), Pinned = new(["method"]), Sort = "method,-name", OnlyDiffering = true,
        }));
        var page = opened.Page;
        var first = Expect(page.Locator("tbody tr >> nth=0"));
        await Expect(page.Locator("thead")).Not.ToContainTextAsync("optimizer.name");     // it is the same in all runs
        await first.ToContainTextAsync("run-119");
        await Expect(page.Locator("th:has-text('Method')")).ToHaveAttributeAsync("aria-sort", "ascending");
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('td[data-label=Method]')).position")).ShouldBe("sticky");

        await page.ClickAsync("th >> text=Name", new() { Modifiers = [KeyboardModifier.Shift] });
        await first.ToContainTextAsync("run-001");        // names the other way, methods as before
        await page.ClickAsync("th >> text=Name");
        await first.ToContainTextAsync("run-119");        // names alone
        await opened.ShouldBeAtAsync("sort=-name");
    }

    [BrowserFact]
    public async Task Runs_are_deleted_once_their_number_is_typed_and_a_view_is_kept()
    {
        await using var opened = await browser.OpenAsync(Url(new() { Filter = "method = other" }));
        var page = opened.Page;
        await page.ClickAsync("summary >> text=Views");
        await page.FillAsync("[aria-label='Name of a new view']", "Others");
        await page.ClickAsync("text=Save view");
        await page.WaitForSelectorAsync(".menu a >> text=Others");
        await page.Keyboard.PressAsync("Escape");

        await page.CheckAsync("thead input");
        await page.ClickAsync("text=Delete…");
        await Expect(page.Locator(".confirm button >> text=Delete")).ToBeDisabledAsync();
        await Expect(page.Locator(".confirm input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("2");
        await page.ClickAsync(".confirm button >> text=Delete");
        await page.WaitForSelectorAsync("text=2 deleted.");
        await page.WaitForSelectorAsync("text=No run matches");
        (await host.Tracker.Client.ViewsAsync("runs")).ShouldHaveSingleItem().Query.ShouldStartWith("q=method");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_dark_phone_shows_cards_and_groups_without_scrolling_sideways()
    {
        await using var opened = await browser.OpenAsync(Url(new() { Filter = "run" }), 390, 844, ColorScheme.Dark);
        await opened.ShouldFitAsync();
        await opened.GoAsync(Url(new() { Filter = "run", But = new(["seed"]), Columns = new(["best(miou/val/seg)", "last(loss/total)", "started"]) }));
        await opened.ShouldFitAsync();
        await opened.Page.ClickAsync("summary >> text=Columns");
        await opened.ShouldFitAsync("with a menu open, the page");
        opened.Errors.ShouldBeEmpty();
    }

    // a comma between them, as addresses write it
    [GeneratedRegex("runs=[^,&%]+(,|%2C)[^,&%]+(&|$)")]
    private static partial Regex TwoRuns();

    string Url(RunsState state) => host.Dashboard.Url + DashboardUrls.Runs(state);
}
