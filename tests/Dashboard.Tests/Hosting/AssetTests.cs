using System.Net;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Hosting;

public sealed class AssetTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task Every_asset_of_a_page_is_served_in_production_from_a_content_root_that_does_not_hold_it()
    {
        await using var dashboard = await DashboardHost.StartAsync("http://127.0.0.1:9/");
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };
        var html = await http.GetStringAsync("/");
        string[] assets =
        [
            .. System.Text.RegularExpressions.Regex.Matches(html, "(?:src|href)=\"([^\"#]+\\?v=[^\"]+)\"").Select(m => m.Groups[1].Value),
            "Charts/LineChart.razor.js", "Charts/axes.js", "Charts/drawing.js", "Charts/legend.js", "Charts/paths.js", "Charts/phases.js", "Charts/plot.js", "Charts/series.js", "Charts/table.js", "lib/uplot/uPlot.esm.js", "Charts/EChart.razor.js", "Charts/save.js", "lib/echarts/echarts.js", "lib/uplot/uPlot.min.css",
            "_content/BootstrapBlazor/modules/utility.js",
        ];
        assets.ShouldContain(a => a.StartsWith("_framework/blazor.web.js", StringComparison.Ordinal));
        assets.ShouldContain(a => a.StartsWith("components.css", StringComparison.Ordinal));
        foreach (var asset in assets)
        {
            using var answer = await http.GetAsync(asset);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            if (asset.Contains("?v="))
                answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        }
        html.ShouldNotContain("echarts", Case.Insensitive, "it is larger than all the rest");
        html.ShouldNotContain("uPlot", Case.Insensitive, "charts' script is loaded where charts are");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_page_may_load_nothing_from_elsewhere_and_an_unknown_address_is_404()
    {
        await using var dashboard = await DashboardHost.StartAsync("http://127.0.0.1:9/");
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };
        using var page = await http.GetAsync("/");
        page.Headers.GetValues("Content-Security-Policy").ShouldContain(p => p.StartsWith("default-src 'self'", StringComparison.Ordinal));
        (await page.Content.ReadAsStringAsync()).ShouldContain("The tracker at http://127.0.0.1:9/ cannot be reached");
        using var nowhere = await http.GetAsync("/nowhere");
        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await nowhere.Content.ReadAsStringAsync()).ShouldContain("There is no page here");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Pictures_and_journals_pass_through_byte_for_byte()
    {
        await using var tracker = await TrackerApi.StartAsync();
        await using var dashboard = await DashboardHost.StartAsync(tracker.Url);
        var run = new RecordedRun("a");
        run.GrowTo(100);
        tracker.Runs.Add(run);
        using var http = new HttpClient { BaseAddress = new Uri(dashboard.Url) };
        (await http.GetByteArrayAsync(DashboardUrls.Preview(run.Id, 3))).ShouldBe(TestPicture.Png(3));
        (await http.GetAsync(DashboardUrls.Preview(run.Id, 9999))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetByteArrayAsync(DashboardUrls.JournalFile(run.Id))).ShouldBe(run.Lines(0, 10_000).SelectMany(l => l.Append((byte)'\n')).ToArray());
    }
}
