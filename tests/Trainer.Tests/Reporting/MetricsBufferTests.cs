using Platform.Trainer.Reporting;

namespace Platform.Trainer.Tests.Reporting;

public sealed class MetricsBufferTests
{
    readonly MetricsBuffer _buffer = new();

    [Fact]
    public void A_full_buffer_keeps_every_second_row_then_every_fourth_and_the_newest_always()
    {
        Fill(0, 256);
        Take().Coalesced.ShouldBeNull();

        Fill(0, 257);
        _buffer.Rows.ShouldBe(130);
        Fill(257, 500);
        var kept = Take();
        (kept.Iterations.Count + kept.Coalesced).ShouldBe(500);
        kept.Iterations[0].ShouldBe(0);
        kept.Iterations[^1].ShouldBe(499);
        Steps(kept.Iterations).ShouldBeSubsetOf([1, 2]);

        Fill(0, 1_000);
        kept = Take();
        kept.Iterations[^1].ShouldBe(999);
        kept.Iterations.Count.ShouldBeInRange(128, 256);
        (kept.Iterations.Count + kept.Coalesced).ShouldBe(1_000);
        Steps(kept.Iterations).Max().ShouldBe(4);
    }

    [Fact]
    public void A_value_that_its_metric_has_only_once_is_kept()
    {
        for (var i = 0; i < 2_000; i++)
            _buffer.Add(i, i == 777 ? [new("loss", i), new("miou/val", 60)] : [new("loss", i)], i);
        var kept = Take();
        var row = kept.Iterations.ToList().IndexOf(777);
        row.ShouldBeGreaterThan(0);
        kept.Values["miou/val"][row].ShouldBe(60);
        kept.Values["miou/val"].Count(v => v is not null).ShouldBe(1);
        kept.Values["loss"].ShouldBe(kept.Iterations.Select(i => (double?)i));
    }

    [Fact]
    public void Rows_of_nothing_but_single_values_are_bounded_all_the_same()
    {
        for (var i = 0; i < 1_000; i++)
            _buffer.Add(i, [new($"metric/{i}", i)], i);
        var kept = Take();
        kept.Iterations.Count.ShouldBeLessThanOrEqualTo(MetricsBuffer.Capacity);
        (kept.Iterations.Count + kept.Coalesced).ShouldBe(1_000);
    }

    void Fill(int from, int to)
    {
        for (var i = from; i < to; i++)
            _buffer.Add(i, [new("loss", i)], i);
    }

    Contracts.Events.MetricsLogged Take() => _buffer.Take(10_000, 1_000);

    static int[] Steps(IReadOnlyList<int> iterations) => [.. iterations.Zip(iterations.Skip(1), (a, b) => b - a).Distinct()];
}
