using Platform.Trainer.Sweeps;
using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Tests.Sweeps.Strategies;

public sealed class AdaptiveSeedsTests
{
    [Fact]
    public void Fewer_than_three_seeds_are_filled_up_to_three() => AdaptiveSeeds.Wanted(Rule(1), Row(1), Row(1), 1).ShouldBe(3);

    // differences 1, 2, 3: deviation 1. The 95 % interval is 2 t s / √n wide: n = 3: 2 × 4.3027 / 1.7321 = 4.968,
    // n = 4: 3.182, n = 5: 2.483, n = 6: 2.099, n = 7: 1.850
    [Theory]
    [InlineData(4.97, 3)]
    [InlineData(4.96, 4)]
    [InlineData(2.49, 5)]
    [InlineData(2.48, 6)]
    [InlineData(1.85, 6)] // seven, and at most twice the three there are
    public void As_many_are_wanted_as_make_the_interval_as_narrow_as_asked(double width, int seeds) =>
        AdaptiveSeeds.Wanted(Rule(width), Row(11, 12, 13), Row(10, 10, 10), 3).ShouldBe(seeds);

    // 80 %: 2 × 1.8856 / 1.7321 = 2.177
    [Theory, InlineData(2.18, 3), InlineData(2.17, 4)]
    public void The_interval_is_of_the_confidence_asked_for(double width, int seeds) =>
        AdaptiveSeeds.Wanted(Rule(width, confidence: 0.8), Row(11, 12, 13), Row(10, 10, 10), 3).ShouldBe(seeds);

    [Fact]
    public void Seeds_are_paired_so_that_what_both_rows_share_costs_nothing() =>
        AdaptiveSeeds.Wanted(Rule(0.1), Row(40, 60, 80), Row(39, 59, 79), 3).ShouldBe(3);

    [Fact]
    public void Nothing_is_wanted_while_a_seed_is_at_work() => AdaptiveSeeds.Wanted(Rule(0.1), Row(11, 12), Row(10, 10, 10), 3).ShouldBe(3);

    [Fact]
    public void There_are_never_more_than_the_most() => AdaptiveSeeds.Wanted(Rule(0.1, most: 5), Row(11, 12, 13), Row(10, 10, 10), 3).ShouldBe(5);

    [Fact]
    public void A_seed_that_failed_is_made_up_for() =>
        AdaptiveSeeds.Wanted(Rule(4.97), Row(11, 12, 13, null), Row(10, 10, 10, 10), 4).ShouldBe(4);

    [Fact]
    public void Too_few_that_did_not_fail_are_filled_up() => AdaptiveSeeds.Wanted(Rule(50), Row(11, null, null), Row(10, 10, 10), 3).ShouldBe(5);

    [Fact]
    public void Where_no_seed_came_to_anything_no_other_is_wanted() => AdaptiveSeeds.Wanted(Rule(1), Row(null, null, null), Row(10, 10, 10), 3).ShouldBe(3);

    static SeedRule Rule(double width, double confidence = 0.95, int most = 10) => new(width, confidence, most, "before");

    static Dictionary<int, double?> Row(params double?[] values) => values.Select((value, i) => KeyValuePair.Create(i + 1, value)).ToDictionary();
}
