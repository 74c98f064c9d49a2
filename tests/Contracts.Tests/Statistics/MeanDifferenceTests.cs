using Platform.Contracts.Statistics;

namespace Platform.Contracts.Tests.Statistics;

/// <summary>
/// Against what R prints for its <c>sleep</c> data (Student 1908, hours of extra sleep of ten patients under two drugs):
/// <c>t.test(x, y, paired = TRUE)</c>, <c>t.test(x, y)</c>, <c>t.test(c(x, y))</c>.
/// </summary>
public class MeanDifferenceTests
{
    static readonly double[] s_first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    static readonly double[] s_second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Pairs_are_tested_as_R_tests_them()
    {
        var found = MeanDifference.BySeed(Seeded(s_first), Seeded(s_second));
        found.Test.ShouldBe(DifferenceTest.PairedBySeed);
        found.Value!.Value.ShouldBe(-1.58, 1e-9);
        found.Confidence!.Low.ShouldBe(-2.4598858, 5e-8);
        found.Confidence.High.ShouldBe(-0.7001142, 5e-8);
        found.PValue!.Value.ShouldBe(0.002833, 5e-7);
        found.Verdict.ShouldBe(DifferenceVerdict.Lower);
        (found.OurCount, found.TheirCount, found.LeftOut).ShouldBe((10, 10, 0));
    }

    [Fact]
    public void Independent_groups_are_tested_as_R_tests_them_by_Welch()
    {
        var found = MeanDifference.BySeed(Seeded(s_first), Seeded(s_second, from: 100));
        found.Test.ShouldBe(DifferenceTest.Welch);
        found.Value!.Value.ShouldBe(-1.58, 1e-9);
        found.Confidence!.Low.ShouldBe(-3.3654832, 5e-8);
        found.Confidence.High.ShouldBe(0.2054832, 5e-8);
        found.PValue!.Value.ShouldBe(0.07939, 5e-6);
        found.Verdict.ShouldBe(DifferenceVerdict.NotShown);
    }

    [Fact]
    public void A_mean_has_the_interval_R_gives_it()
    {
        var summary = SampleSummary.Of([.. s_first, .. s_second]);
        summary.Mean!.Value.ShouldBe(1.54, 1e-9);
        summary.Deviation!.Value.ShouldBe(2.01792, 5e-6);
        summary.Confidence!.Low.ShouldBe(0.5955845, 5e-8);
        summary.Confidence.High.ShouldBe(2.4844155, 5e-8);
    }

    [Theory]
    [InlineData(4.302653, 2, 0.05)]         // from the printed tables of Student's t
    [InlineData(2.228139, 10, 0.05)]
    [InlineData(3.169273, 10, 0.01)]
    [InlineData(12.706205, 1, 0.05)]
    public void Students_t_has_the_quantiles_of_the_tables(double t, double freedom, double p)
    {
        Students.TwoSided(t, freedom).ShouldBe(p, 1e-7);
        Students.Around(0, 1, freedom, 1 - p).High.ShouldBe(t, 1e-6);
    }

    [Fact]
    public void Two_seeds_are_too_few_to_claim_anything_however_large_the_difference()
    {
        var found = MeanDifference.BySeed(Seeded([80.0, 80.1]), Seeded([50.0, 50.0]));
        found.Verdict.ShouldBe(DifferenceVerdict.TooFewRuns);
        found.Value!.Value.ShouldBe(30.05, 1e-9);
        found.PValue.ShouldBeNull();
        DifferenceText.Verdict(found).ShouldBe("2 pairs: too few to claim anything");
    }

    [Fact]
    public void One_run_has_no_deviation_and_no_interval()
    {
        SampleSummary.Of([71.23]).ShouldBe(new SampleSummary(71.23, null, 1, null));
        var found = MeanDifference.BySeed(Seeded([71.0]), Seeded([70.0]));
        (found.Verdict, found.Confidence).ShouldBe((DifferenceVerdict.TooFewRuns, null));
        MeanDifference.BySeed(Seeded([71.0]), Seeded([])).Verdict.ShouldBe(DifferenceVerdict.NoData);
    }

    [Fact]
    public void Numbers_without_any_spread_are_not_tested()
    {
        var found = MeanDifference.BySeed(Seeded([70.1, 70.1, 70.1]), Seeded([69.9, 69.9, 69.9]));
        (found.Verdict, found.PValue).ShouldBe((DifferenceVerdict.NoSpread, null));
    }

    [Fact]
    public void A_ladder_half_done_is_paired_over_the_seeds_both_have()
    {
        var found = MeanDifference.BySeed(Seeded([73.0, 74.0]), Seeded([70.0, 72.0, 40.0]));
        (found.Test, found.OurCount, found.LeftOut).ShouldBe((DifferenceTest.PairedBySeed, 2, 1));
        found.Value!.Value.ShouldBe(2.5, 1e-9);
    }

    [Fact]
    public void Groups_that_share_few_seeds_are_independent()
    {
        var found = MeanDifference.BySeed(Seeded([73.0, 74.0, 75.0]), Seeded([70.0, 72.0, 71.0], from: 3));
        (found.Test, found.OurCount, found.TheirCount).ShouldBe((DifferenceTest.Welch, 3, 3));
    }

    [Fact]
    public void A_number_that_is_none_counts_as_missing()
    {
        var found = MeanDifference.BySeed(Seeded([73.0, double.NaN, 75.0]), Seeded([70.0, 72.0, 71.0]));
        (found.OurCount, found.LeftOut).ShouldBe((2, 1));
        SampleSummary.Of([1, double.NaN]).Count.ShouldBe(1);
    }

    static Dictionary<int, double> Seeded(double[] values, int from = 1) =>
        values.Select((value, i) => (Seed: from + i, value)).ToDictionary(v => v.Seed, v => v.value);
}
