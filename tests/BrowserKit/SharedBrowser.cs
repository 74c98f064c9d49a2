using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.BrowserKit;

/// <summary>The one Chromium of a test process: started for the first who needs it, ended when nobody does any more.</summary>
static class SharedBrowser
{
    static readonly string[] s_flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    static readonly SemaphoreSlim s_turn = new(1);
    static IPlaywright? s_playwright;
    static IBrowser? s_browser;
    static int s_users;

    public static async Task<IBrowser> TakeAsync(string path)
    {
        await s_turn.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(Patience.OfWaitMs);
            s_playwright ??= await Playwright.CreateAsync();
            s_browser ??= await s_playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = s_flags, Timeout = Patience.OfWaitMs });
            s_users++;
            return s_browser;
        }
        finally
        {
            s_turn.Release();
        }
    }

    public static async Task GiveBackAsync()
    {
        await s_turn.WaitAsync();
        try
        {
            if (--s_users > 0)
                return;
            await s_browser!.DisposeAsync();
            s_playwright!.Dispose();
            (s_browser, s_playwright) = (null, null);
        }
        finally
        {
            s_turn.Release();
        }
    }
}
