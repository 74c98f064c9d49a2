using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.Tests.Charts;

public sealed class SeriesBufferTests
{
    static MetricSeries Points(int from, int count, Func<int, double> value) => new()
    {
        Name = "loss/cls", Iterations = [.. Enumerable.Range(from, count)], Values = [.. Enumerable.Range(from, count).Select(value)], Total = count,
    };

    [Fact]
    public void Points_that_are_already_there_are_not_taken_twice()
    {
        var buffer = new SeriesBuffer("loss/cls");
        buffer.Append(Points(1, 5, i => i));
        buffer.Append(Points(4, 4, i => i));
        buffer.Iterations.ToArray().ShouldBe([1, 2, 3, 4, 5, 6, 7]);
        (buffer.Cursor, buffer.Epoch).ShouldBe((7, 0));
    }

    [Fact]
    public void A_long_run_is_merged_in_place_with_every_peak_and_the_last_point_kept()
    {
        var buffer = new SeriesBuffer("loss/cls");
        for (var i = 0; i < 100_000; i += 1000)
            buffer.Append(Points(i, 1000, x => x == 54_321 ? 1e6 : x == 777 ? -1e6 : Math.Sin(x)));
        buffer.Count.ShouldBeLessThanOrEqualTo(2 * SeriesBuffer.MaxPoints);
        buffer.Values.Max().ShouldBe(1e6);
        buffer.Values.Min().ShouldBe(-1e6);
        buffer.Iterations[buffer.Values.ToList().IndexOf(1e6)].ShouldBe(54_321);
        buffer.Cursor.ShouldBe(99_999);
        buffer.Iterations.ToArray().ShouldBe(buffer.Iterations.Order().ToArray());
        buffer.Epoch.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Merging_never_lets_nan_hide_a_number()
    {
        var buffer = new SeriesBuffer("loss/cls");
        buffer.Append(Points(0, 4001, x => x % 2 == 0 ? double.NaN : x));
        buffer.Values.Max().ShouldBe(3999);
        buffer.Values.Count(double.IsNaN).ShouldBe(1, "only the last point");
    }
}
