using System.Globalization;
using Microsoft.Playwright;
using Platform.BrowserKit;
using Platform.TestKit;
using Platform.Tests.InService;

namespace Platform.Tests.Pages;

/// <summary>The whole path from the training loop to the pixels: trainer and server as processes, a broker between them, a browser.</summary>
public sealed class GrowingCurveTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    readonly TempFolder _home = new();

    [PagesFact]
    public async Task A_runs_curve_is_drawn_and_grows_while_training_goes_on()
    {
        await using var trainer = TrainerProcess.Start(_home.Path, TrainerProcess.Endless);
        await using var server = await ServerProcess.StartAsync(_home.Path);
        await trainer.Journaled(4);

        await using var page = await browser.OpenAsync(server.Url);
        await page.Page.ClickAsync($"a[href*='runs/{trainer.Run}']");
        var plot = page.Page.Locator(".plot[data-last]").First;
        await plot.Locator("canvas").First.WaitForAsync();
        var first = await LastAsync(plot);
        await Eventually.Holds(async () => await LastAsync(plot) > first, $"the curve grows beyond iteration {first}");

        trainer.Process.HasExited.ShouldBeFalse("training has to go on all the while");
        page.ForeignRequests.ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    public void Dispose() => _home.Dispose();

    static async Task<int> LastAsync(ILocator plot) =>
        int.Parse((await plot.GetAttributeAsync("data-last"))!, CultureInfo.InvariantCulture);
}
