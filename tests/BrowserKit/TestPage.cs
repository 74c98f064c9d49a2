using System.Collections.Concurrent;
using Microsoft.Playwright;

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

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
