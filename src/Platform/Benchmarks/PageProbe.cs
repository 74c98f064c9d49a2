using Platform.Contracts;

namespace Platform.Benchmarks;

/// <summary>A page in the browser, measured by its own clock: what is seen is looked for in each frame.</summary>
sealed class PageProbe(LiveBrowser browser)
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    const string When = """
        (condition => new Promise(done => { const look = () => condition() ? done(performance.now()) : requestAnimationFrame(look); look(); }))
        """;

    /// <summary>Milliseconds from the navigation's start until the condition, a script's expression, holds.</summary>
    public async Task<double> OpenAsync(string url, string condition, CancellationToken cancel)
    {
        await browser.GoAsync(url, cancel);
        return await WaitAsync<double>($"{When}(() => document.documentElement?.dataset.interactive && ({condition}))", url, cancel);
    }

    /// <summary>Has the page note when the event comes to the element; once.</summary>
    public Task ArmAsync(string element, string @event, CancellationToken cancel) => browser.EvaluateAsync<object?>(
        $"window.platformAt = 0, {element}.addEventListener('{@event}', () => window.platformAt = performance.now(), {{ once: true, capture: true }}), null", cancel);

    /// <summary>Milliseconds from that event until the condition holds.</summary>
    public Task<double> SinceAsync(string condition, string what, CancellationToken cancel) =>
        WaitAsync<double>($"{When}(() => window.platformAt && ({condition})).then(t => t - window.platformAt)", what, cancel);

    /// <summary>KiB that came over the network for this page so far, headers included, its web socket left out.</summary>
    public Task<double> TransferredAsync(CancellationToken cancel) => browser.EvaluateAsync<double>(
        "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')).reduce((n, e) => n + e.transferSize, 0) / 1024", cancel);

    async Task<T> WaitAsync<T>(string script, string what, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_patience);
        try
        {
            return await browser.EvaluateAsync<T>(script, limit.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new UserErrorException($"{what}: not shown within {s_patience.TotalSeconds:0} s", e);
        }
    }
}
