using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.BrowserKit;

/// <summary>One Chromium for the tests of a class; each test opens pages of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    static readonly string[] s_flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    static BrowserFixture() => Assertions.SetDefaultExpectTimeout(Patience.OfWaitMs);

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = s_flags, Timeout = Patience.OfWaitMs });
    }

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
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
