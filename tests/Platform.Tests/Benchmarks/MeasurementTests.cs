using Platform.Benchmarks;

namespace Platform.Tests.Benchmarks;

public sealed class MeasurementTests
{
    [Fact]
    public void Work_is_repeated_as_often_as_asked_after_the_warm_up()
    {
        var count = 0;
        var measured = Measurement.Of(() => count++, repetitions: 5, warmUps: 2);
        count.ShouldBe(7);
        measured.Milliseconds.Count.ShouldBe(5);
        measured.Milliseconds.ShouldBeInOrder();
    }

    [Fact]
    public void A_budget_that_has_passed_still_leaves_one_repetition()
    {
        var count = 0;
        Measurement.Of(() => count++, repetitions: 5, warmUps: 0, longest: TimeSpan.Zero).Milliseconds.Count.ShouldBe(1);
        count.ShouldBe(1);
    }
}
