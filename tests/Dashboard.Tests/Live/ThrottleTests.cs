using Platform.Dashboard.Live;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Live;

public sealed class ThrottleTests
{
    [Fact(Timeout = 10_000)]
    public async Task A_burst_becomes_one_run_at_once_and_one_more_after_the_interval()
    {
        var runs = 0;
        var first = new TaskCompletionSource();
        using var throttle = new Throttle(TimeSpan.FromMilliseconds(50), TimeProvider.System, async _ =>
        {
            if (Interlocked.Increment(ref runs) == 1)
                await first.Task;
        });
        for (var i = 0; i < 1000; i++)
            throttle.Request();
        await Eventually.Holds(() => runs == 1, "the first request runs at once");
        throttle.Request();
        first.SetResult();
        await Eventually.Holds(() => runs == 2, "what was requested meanwhile runs once");
        await Task.Delay(200);
        runs.ShouldBe(2);
    }

    [Fact(Timeout = 10_000)]
    public async Task It_never_runs_more_than_ten_times_a_second_however_often_it_is_asked()
    {
        var runs = 0;
        using var throttle = new Throttle(TimeSpan.FromMilliseconds(100), TimeProvider.System, _ => Task.FromResult(Interlocked.Increment(ref runs)));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.ElapsedMilliseconds < 1000)
        {
            throttle.Request();
            await Task.Delay(1);
        }
        runs.ShouldBeInRange(2, 11);
    }

    [Fact(Timeout = 10_000)]
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
