using System.Collections.Concurrent;
using Platform.Dashboard.Live;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Live;

public sealed class ThrottleTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task A_burst_becomes_one_run_at_once_and_one_more_after_the_interval()
    {
        var (runs, time, interval) = (0, new HandClock(), TimeSpan.FromMilliseconds(50));
        var first = new TaskCompletionSource();
        using var throttle = new Throttle(interval, time, async _ =>
        {
            if (Interlocked.Increment(ref runs) == 1)
                await first.Task;
        });
        for (var i = 0; i < 1000; i++)
            throttle.Request();
        await Eventually.Holds(() => runs == 1, "the first request runs at once");
        throttle.Request();
        first.SetResult();
        await Eventually.Holds(() => time.IsAwaited(interval), "the interval is waited for");
        runs.ShouldBe(1);
        time.Advance(interval);
        await Eventually.Holds(() => runs == 2 && time.IsAwaited(interval), "what was requested meanwhile runs once, and is followed by the interval");
        time.Advance(interval);
        await Eventually.Holds(() => !time.IsAwaited(interval), "nothing is left to run");
        runs.ShouldBe(2);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task It_never_runs_more_than_ten_times_a_second_however_often_it_is_asked()
    {
        var (starts, time) = (new ConcurrentQueue<long>(), new HandClock());
        using var throttle = new Throttle(TimeSpan.FromMilliseconds(100), time, _ =>
        {
            starts.Enqueue(time.GetTimestamp());
            return Task.CompletedTask;
        });
        while (starts.Count < 5)
        {
            throttle.Request();
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(1);
        }
        starts.Zip(starts.Skip(1), (one, next) => time.GetElapsedTime(one, next).TotalMilliseconds).ShouldAllBe(apart => apart >= 100);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Disposed_it_stops_the_run_in_progress_and_starts_no_other()
    {
        var stopped = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var throttle = new Throttle(TimeSpan.FromMilliseconds(1), TimeProvider.System, async cancel =>
        {
            started.TrySetResult();
            await using var _ = cancel.Register(() => stopped.TrySetResult());
            await stopped.Task;
        });
        throttle.Request();
        await started.Task;
        throttle.Dispose();
        await stopped.Task;
        throttle.Request();
    }
}
