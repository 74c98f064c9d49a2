using Platform.Contracts;

namespace Platform.Benchmarks;

/// <summary>A run's page in the browser, and when it showed which iteration.</summary>
sealed class LivePage(LiveBrowser browser)
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    // the clock of the machine as the page reads it, and the iteration at the page's head, at each change of the document
    const string Watch = """
        (() => {
          const shown = window.platformShown = [];
          let last = 0;
          const look = () => {
            const at = performance.timeOrigin + performance.now();
            const text = document.querySelector('.run-head .iteration')?.textContent ?? '';
            const iteration = Number(text.split('/')[0].replace(/\D/g, ''));
            if (iteration > last) shown.push({ iteration: last = iteration, at });
          };
          new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
          look();
        })()
        """;

    /// <summary>Opens the page and watches it, once it listens.</summary>
    public async Task OpenAsync(string url, CancellationToken cancel)
    {
        await browser.GoAsync(url, cancel);
        await HoldsAsync("document.querySelector('html[data-interactive=true]') !== null", "become interactive", cancel);
        await browser.EvaluateAsync<object?>(Watch, cancel);
    }

    /// <summary>Returns when the page has shown the iteration or a later one.</summary>
    /// <exception cref="UserErrorException">It has not for two minutes.</exception>
    public Task ShownAsync(int iteration, CancellationToken cancel) =>
        HoldsAsync($"platformShown.some(s => s.iteration >= {iteration})", $"shown iteration {iteration}", cancel);

    /// <summary>What was shown so far, in order.</summary>
    public async Task<IReadOnlyList<ShownIteration>> ReadAsync(CancellationToken cancel)
    {
        var numbers = await browser.EvaluateAsync<double[]>("platformShown.flatMap(s => [s.iteration, s.at])", cancel);
        return [.. numbers.Chunk(2).Select(n => new ShownIteration((int)n[0], DateTimeOffset.UnixEpoch.AddMilliseconds(n[1])))];
    }

    async Task HoldsAsync(string condition, string what, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_patience);
        try
        {
            while (!await browser.EvaluateAsync<bool>(condition, limit.Token))
                await Task.Delay(s_poll, limit.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new UserErrorException($"the run's page has not {what} within {s_patience.TotalSeconds:0} s", e);
        }
    }
}

/// <summary>The page showed this iteration, and none before it had shown one as late.</summary>
readonly record struct ShownIteration(int Iteration, DateTimeOffset At);
