using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Platform.Dashboard.Tests.Browser;

/// <summary>One Chromium for the tests of a class; each test opens pages of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    static readonly string[] s_flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = s_flags });
    }

    /// <summary>A page that records each request to another host and each error of its scripts.</summary>
    internal async Task<TestPage> OpenAsync(string url, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        context.SetDefaultTimeout(15_000);
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

/// <summary>A page and what went on in it.</summary>
sealed class TestPage : IAsyncDisposable
{
    public TestPage(IPage page, string host)
    {
        Page = page;
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && new Uri(request.Url).Authority != host)
                ForeignRequests.Enqueue(request.Url);
        };
        page.PageError += (_, error) => Errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Enqueue(message.Text);
        };
    }

    /// <summary>There once the page hears clicks. A selector: the page's policy forbids evaluated functions.</summary>
    public const string Interactive = "html[data-interactive=true]";

    public IPage Page { get; }
    public ConcurrentQueue<string> ForeignRequests { get; } = new();
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Opens the address and waits until the page listens.</summary>
    public async Task GoAsync(string url)
    {
        await Page.GotoAsync(url);
        await Page.WaitForSelectorAsync(Interactive);
    }

    public Task<bool> FitsAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
