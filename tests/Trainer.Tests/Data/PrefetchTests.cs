using Platform.TestKit;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class PrefetchTests
{
    const int Workers = 3;

    [Fact]
    public void Results_come_in_the_order_of_the_inputs_whatever_finishes_first()
    {
        using var secondIsDone = new ManualResetEventSlim();
        var results = Prefetch.InOrder(Enumerable.Range(0, 20), n =>
        {
            if (n == 0)
                secondIsDone.Wait(Patience.OfWait).ShouldBeTrue();
            if (n == 1)
                secondIsDone.Set();
            return n;
        }, Workers);
        results.ShouldBe(Enumerable.Range(0, 20));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Workers)]
    public async Task While_the_reader_is_busy_so_many_more_are_made_and_no_more(int workers)
    {
        var made = 0;
        using var results = Prefetch.InOrder(Enumerable.Range(0, 1000), _ => Interlocked.Increment(ref made), workers).GetEnumerator();
        results.MoveNext().ShouldBeTrue();
        await Eventually.Holds(() => Volatile.Read(ref made) == workers + 2, "all that may be made ahead is made");
        results.MoveNext().ShouldBeTrue();
        await Eventually.Holds(() => Volatile.Read(ref made) == workers + 3, "all that may be made ahead is made");
    }

    [Fact]
    public void No_more_than_the_workers_work_at_once()
    {
        var (now, most) = (0, 0);
        var gate = new Lock();
        Prefetch.InOrder(Enumerable.Range(0, 60), n =>
        {
            lock (gate)
                most = Math.Max(most, ++now);
            Thread.Yield();
            lock (gate)
                now--;
            return n;
        }, Workers).Count().ShouldBe(60);
        most.ShouldBeLessThanOrEqualTo(Workers);
    }

    [Fact]
    public void An_error_surfaces_where_its_result_would_have_been()
    {
        var seen = new List<int>();
        var results = Prefetch.InOrder(Enumerable.Range(0, 9), n => n == 4 ? throw new InvalidDataException("four") : n, Workers);
        Should.Throw<InvalidDataException>(() =>
        {
            foreach (var result in results)
                seen.Add(result);
        }).Message.ShouldBe("four");
        seen.ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void Leaving_early_waits_for_what_is_under_way()
    {
        var under = 0;
        foreach (var _ in Prefetch.InOrder(Enumerable.Range(0, 100), n =>
        {
            Interlocked.Increment(ref under);
            Thread.Yield();
            Interlocked.Decrement(ref under);
            return n;
        }, Workers))
            break;
        Volatile.Read(ref under).ShouldBe(0);
    }
}
