using Platform.Contracts.Statistics;

namespace Platform.Contracts.Tests.Statistics;

public class SeveralComparisonsTests
{
    [Fact]
    public void Holm_corrects_as_R_does()
    {
        // p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm") and p.adjust(c(0.04, 0.001, 0.6), "holm")
        SeveralComparisons.Holm([0.01, 0.02, 0.03, 0.04]).ShouldBe([0.04, 0.06, 0.06, 0.06], 1e-12);
        SeveralComparisons.Holm([0.04, 0.001, 0.6]).ShouldBe([0.08, 0.003, 0.6], 1e-12);
    }

    [Fact]
    public void What_looks_like_an_effect_alone_is_none_among_many()
    {
        var alone = MeanDifference.Paired([4.0, 5.0, 7.0]);
        alone.Verdict.ShouldBe(DifferenceVerdict.Higher);

        var none = MeanDifference.Paired([1.0]);
        var among = SeveralComparisons.Holm([alone, none, MeanDifference.Paired([1.0, -1.0, 0.4]), MeanDifference.Paired([-1.0, 2.0, 0.1])]);

        (among[0].Comparisons, among[0].Verdict).ShouldBe((3, DifferenceVerdict.NotShown));
        among[0].AdjustedPValue!.Value.ShouldBe(3 * alone.PValue!.Value, 1e-12);
        among[1].ShouldBe(none);
    }

    [Fact]
    public void A_difference_tells_its_test_in_words()
    {
        var first = MeanDifference.Paired([4.0, 5.0, 7.0]);
        DifferenceText.Test(first).ShouldBe("paired by seed, 3 pairs, p = 0.026");
        DifferenceText.Confidence(first).ShouldBe("+1.5 to +9.1");
        DifferenceText.Test(SeveralComparisons.Holm([first, first])[0]).ShouldBe("paired by seed, 3 pairs, p = 0.026, p = 0.053 corrected for 2 comparisons");
        Figures.Signed(-1.25).ShouldBe("−1.3");
        Figures.Spread(SampleSummary.Of([70, 72, 74])).ShouldBe("72.0 ± 2.0 (3)");
    }
}
