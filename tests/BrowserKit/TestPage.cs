using System.Collections.Concurrent;
using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.BrowserKit;

/// <summary>A page and what went on in it.</summary>
public sealed class TestPage : IAsyncDisposable
{
    internal TestPage(IPage page, string host)
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

    /// <summary>Waits until the page is no wider than its window, which what is drawn follows a little later.</summary>
    public Task ShouldFitAsync(string what = "the page") => Eventually.Holds(FitsAsync, $"{what} is no wider than its window");

    /// <summary>Waits until the address holds this: it is told to the browser apart from what is shown.</summary>
    public Task ShouldBeAtAsync(string part) =>
        Eventually.Holds(() => Page.Url.Contains(part, StringComparison.Ordinal) ? true : throw new InvalidOperationException(Page.Url), $"the address holds {part}");

    /// <summary>
    /// Holds the button from one share of the element's width to another, again and again until what comes of it is there: what
    /// is moved or drawn anew meanwhile forgets it.
    /// </summary>
    public Task DragAcrossAsync(ILocator element, float from, float to, ILocator outcome) => Eventually.Holds(async () =>
    {
        if (await outcome.IsVisibleAsync())
            return true;
        var box = (await element.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + box.Width * from, box.Y + 40);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + box.Width * to, box.Y + 60, new() { Steps = 5 });
        await Page.Mouse.UpAsync();
        return await outcome.IsVisibleAsync();
    }, "dragging leads to it");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
