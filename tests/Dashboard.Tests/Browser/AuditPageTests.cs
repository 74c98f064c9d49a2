using Platform.BrowserKit;
using Platform.Contracts.Api;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Browser;

public sealed class AuditPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    TrackerApi _tracker = null!;
    DashboardHost _dashboard = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _dashboard = await DashboardHost.StartAsync(_tracker.Url);
    }

    public async Task DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _tracker.DisposeAsync();
    }

    [BrowserFact]
    public async Task Claims_are_checked_shown_with_their_evidence_and_filtered_by_verdict()
    {
        var run = Guid.CreateVersion7();
        _tracker.Audit = new([], [Claim("a", "confirmed", run), Claim("b", "contradicted", run)]);
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/audit");
        var page = opened.Page;
        await page.FillAsync("#claims", "claims: []");
        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync("article >> nth=1");
        (await page.TextContentAsync("article mark"))!.ShouldBe("69.889");
        (await page.GetAttributeAsync("article a", "href"))!.ShouldBe($"/runs/{run}?tab=journal");

        await page.ClickAsync("[aria-label='Verdicts shown'] button >> text=contradicted");
        await Eventually.Holds(async () => (await page.QuerySelectorAllAsync("article")).Count == 1, "the contradicted claim is hidden");
        opened.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Faults_of_the_file_are_listed()
    {
        _tracker.Audit = new(["claims.yaml:3: claim 'a' lacks 'text'"], []);
        await using var opened = await browser.OpenAsync(_dashboard.Url + "/audit");
        await opened.Page.FillAsync("#claims", "claims:");
        await opened.Page.ClickAsync("button[type=submit]");
        await opened.Page.WaitForSelectorAsync("text=claims.yaml:3: claim 'a' lacks 'text'");
        opened.Errors.ShouldBeEmpty();
    }

    static ClaimVerdict Claim(string id, string verdict, Guid run) => new()
    {
        Id = id, Source = "table 4", Text = "69.9 mIoU", Verdict = verdict, Reason = "the log says 69.889", Steps = ["69.889 to 1 decimal: 69.9"], Warnings = ["a note"],
        Evidence = [new("seg of student-2", "69.889", "run x entry 12", run, 12)],
    };
}
