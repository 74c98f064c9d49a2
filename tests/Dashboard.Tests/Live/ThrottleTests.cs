using System.Collections.Concurrent;
using System.Diagnostics;
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

    [Fact(Timeout = 60_000)]
    public async Task It_never_runs_more_than_ten_times_a_second_however_often_it_is_asked()
    {
        var clock = Stopwatch.StartNew();
        var starts = new ConcurrentQueue<TimeSpan>();
        using var throttle = new Throttle(TimeSpan.FromMilliseconds(100), TimeProvider.System, _ =>
        {
            starts.Enqueue(clock.Elapsed);
            return Task.CompletedTask;
        });
        while (starts.Count < 5)
        {
            throttle.Request();
            await Task.Delay(1);
        }
        starts.Zip(starts.Skip(1), (one, next) => (next - one).TotalMilliseconds).ShouldAllBe(apart => apart > 90); // a timer may be a little early
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
