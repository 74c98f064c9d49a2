namespace Platform.Dashboard.Live;

/// <summary>
/// Keeps one page fresh: asks again when its run changed (ten times a second at most; the table of all runs two and a half
/// times), every two seconds while asking fails, and every fifteen in any case, should the bus be away.
/// </summary>
sealed class LiveRefresh : IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan s_intervalOfAll = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);
    static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    readonly TimeProvider _time;
    readonly Throttle _throttle;
    readonly IDisposable _subscription;
    readonly ITimer _timer;
    long _lastAsked;
    volatile bool _failed;

    /// <param name="feed">Where changes are heard.</param>
    /// <param name="run">The run shown; null for any.</param>
    /// <param name="time">The clock of the intervals.</param>
    /// <param name="refresh">Asks again and renders; false when asking failed.</param>
    /// <param name="interval">Between two questions at least, where that of the run or of the table of all runs does not suit.</param>
    /// <param name="shows">Where no run is given, whose changes count; null for all.</param>
    public LiveRefresh(
        RunFeed feed, Guid? run, TimeProvider time, Func<CancellationToken, Task<bool>> refresh, TimeSpan? interval = null, Func<Guid, bool>? shows = null)
    {
        _time = time;
        _lastAsked = time.GetTimestamp();
        _throttle = new(interval ?? (run is null ? s_intervalOfAll : s_interval), time, async cancel =>
        {
            _lastAsked = time.GetTimestamp();
            _failed = !await refresh(cancel);
        });
        _subscription = feed.Subscribe(run, change =>
        {
            if (shows?.Invoke(change.RunId) is not false)
                _throttle.Request();
        });
        _timer = time.CreateTimer(_ => RequestWhenDue(), null, s_retry, s_retry);
    }

    public void Request() => _throttle.Request();

    void RequestWhenDue()
    {
        if (_failed || _time.GetElapsedTime(_lastAsked) >= s_idle)
            _throttle.Request();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _timer.Dispose();
        _throttle.Dispose();
    }
}
