using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Browser;

public sealed class AuditPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;
    RecordedRun _run = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
        _run = new("audited");
        _run.GrowTo(200);
        _tracker.Runs.Add(_run);
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }

    [BrowserFact]
    public async Task Claims_are_filtered_by_verdict_in_the_address_and_lead_to_the_marked_line()
    {
        Keep("confirmed", "contradicted");
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/audit");
        var page = opened.Page;
        await Expect(page.Locator(".claims tbody tr")).ToHaveCountAsync(2);
        await page.FocusAsync("nav[aria-label='Verdicts shown'] a:has-text('contradicted')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".claims tbody tr")).ToHaveCountAsync(1);
        await opened.ShouldBeAtAsync("/audit?verdict=contradicted");

        await page.ClickAsync("text=claim of contradicted");
        await Expect(page.Locator("tr.cited mark")).ToHaveTextAsync("69.889");
        await opened.ShouldBeAtAsync("/audit/claims/paper/contradicted");
        await Expect(page.Locator("tr.cited th")).ToHaveTextAsync("759");
        await Expect(page.Locator("section[aria-labelledby=steps]")).ToContainTextAsync("800");
        await Expect(page.Locator("section[aria-labelledby=steps]")).ToContainTextAsync("69.889 to 1 decimal: 69.9");
        await Expect(page.Locator("section[aria-labelledby=evidence] .cited a")).ToHaveAttributeAsync("href", $"/runs/{_run.Id}?tab=journal");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_report_prints_its_claims_and_not_its_buttons_and_comes_as_files()
    {
        Keep("confirmed", "contradicted");
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/audit/files/paper", 390, 844, ColorScheme.Dark);
        var page = opened.Page;
        await Expect(page.Locator("article")).ToHaveCountAsync(2);
        await Expect(page.Locator("section[aria-labelledby=selected]")).ToContainTextAsync("seeds left out: 0, 2");
        await opened.ShouldFitAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("main .tools")).ToBeHiddenAsync();
        await Expect(page.Locator("header.bar")).ToBeHiddenAsync();
        await Expect(page.Locator("article >> nth=1")).ToBeVisibleAsync();
        using var http = new HttpClient();
        foreach (var form in new[] { "md", "tex", "json", "yaml" })
            (await http.GetStringAsync(_dashboard.Url + DashboardUrls.AuditReport("paper", form))).ShouldBe($"the {form} of paper");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Claims_are_checked_their_faults_told_and_published_under_a_name()
    {
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/audit");
        var page = opened.Page;
        await Expect(page.Locator(".notice")).ToContainTextAsync("claims draft");      // an empty list says what to do
        await page.ClickAsync("text=Check a claims file here");
        _tracker.Audit = new(["claims.yaml:3: claim 'a' lacks 'text'"], []);
        await page.FillAsync("#claims", "claims:");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("text=claims.yaml:3: claim 'a' lacks 'text'");

        _tracker.Audit = new([], [Claim("confirmed")]);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("article mark")).ToHaveTextAsync("69.889");
        await page.FillAsync("#name", "paper");
        await page.ClickAsync("button:has-text('Publish')");
        await page.WaitForSelectorAsync("h1:has-text('Audit of paper')");
        await opened.ShouldBeAtAsync("/audit/files/paper");
        await page.WaitForSelectorAsync("article");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_run_s_page_shows_the_claims_that_cite_it()
    {
        Keep("contradicted");
        await using var opened = await browser.OpenAsync(_dashboard.Url + DashboardUrls.Run(_run.Id));
        var citing = Expect(opened.Page.Locator("section[aria-label='Claims that cite this run']"));
        await citing.ToContainTextAsync("1 claim cites this run");
        await citing.ToContainTextAsync("claim of contradicted");
        opened.Errors.ShouldBeEmpty();
    }

    void Keep(params string[] verdicts)
    {
        _tracker.Claims.AddRange(verdicts.Select(v => ("paper", Claim(v))));
        _tracker.Excerpts.Add(new("train.log:759", null, null, [new(758, "+---+", false), new(759, "| mIoU | 69.008 | 69.889 |", true, 18, 6)]));
    }

    ClaimVerdict Claim(string verdict) => new()
    {
        Id = verdict, Source = "table 4", Text = $"claim of {verdict}", Verdict = verdict, Reason = "the log says 69.889", Claimed = "69.9",
        Steps = ["69.889 to 1 decimal: 69.9"], Warnings = ["a note"], Classes = [new("cat", "80", 800, 1000, 840)],
        Evidence = [new("seg of student-2", "69.889", "run x entry 12", _run.Id, 12)],
    };
}
