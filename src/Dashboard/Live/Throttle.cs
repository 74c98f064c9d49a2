namespace Platform.Dashboard.Live;

/// <summary>
/// Runs an action at most once per interval and never twice at the same time. The first request runs at once, those that
/// come meanwhile become one more run; the last request is never lost.
/// </summary>
sealed class Throttle(TimeSpan interval, TimeProvider time, Func<CancellationToken, Task> action) : IDisposable
{
    readonly Lock _lock = new();
    readonly CancellationTokenSource _stop = new();
    bool _requested;
    bool _running;

    public void Request()
    {
        lock (_lock)
        {
            _requested = true;
            if (_running || _stop.IsCancellationRequested)
                return;
            _running = true;
        }
        _ = Task.Run(RunAsync);     // off the bus's thread
    }

    async Task RunAsync()
    {
        try
        {
            while (TakeRequest(out var stop))
            {
                await action(stop);
                await Task.Delay(interval, time, stop);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the page was closed
        }
    }

    bool TakeRequest(out CancellationToken stop)
    {
        lock (_lock)
        {
            _running = _requested && !_stop.IsCancellationRequested;
            _requested = false;
            stop = _running ? _stop.Token : default;
            return _running;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
