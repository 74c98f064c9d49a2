using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.BrowserKit;

/// <summary>A Chromium for the tests of a class, which may be other classes' too; each test opens pages of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    IBrowser? _browser;

    public async Task InitializeAsync() =>
        _browser = BrowserFactAttribute.Chromium is { } path ? await SharedBrowser.TakeAsync(path) : null;

    /// <summary>A page that records each request to another host and each error of its scripts.</summary>
    public async Task<TestPage> OpenAsync(string url, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        context.SetDefaultTimeout(Patience.OfWaitMs);
        var page = new TestPage(await context.NewPageAsync(), new Uri(url).Authority);
        await page.GoAsync(url);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await SharedBrowser.GiveBackAsync();
    }
}
