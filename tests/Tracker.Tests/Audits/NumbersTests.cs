using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Tests.Audits;

public class NumbersTests
{
    [Theory]
    [InlineData("73.5", "73.5", 1)]
    [InlineData("73.50 %", "73.50", 2)]
    [InlineData("+1.5", "1.5", 1)]
    [InlineData("−0.3", "-0.3", 1)]
    [InlineData("40,137", "40137", 0)]
    [InlineData("20k", "20000", -3)]
    [InlineData("2.5k", "2500", -2)]
    [InlineData("6e-05", "0.00006", 5)]
    [InlineData("84", "84", 0)]
    public void A_number_is_read_as_far_as_it_was_written(string text, string value, int decimals)
    {
        var written = Written.Parse(text)!.Value;
        written.Value.ShouldBe(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        written.Decimals.ShouldBe(decimals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("val2014")]
    [InlineData("73.5 / 69.9")]
    [InlineData("1,23")]
    [InlineData("1e999")]
    public void What_is_not_one_number_is_none(string text) => Written.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("69.9", "69.889", Verdict.ConfirmedAfterRounding)]
    [InlineData("53.4", "53.4", Verdict.Confirmed)]
    [InlineData("53.40", "53.4", Verdict.Confirmed)]
    [InlineData("53.4", "53.07", Verdict.Contradicted)]
    [InlineData("53", "53.4", Verdict.ConfirmedAfterRounding)]
    [InlineData("20k", "20480", Verdict.ConfirmedAfterRounding)]
    public void A_number_is_confirmed_when_it_rounds_to_the_claimed_one(string claimed, string found, object verdict) =>
        RoundingCheck.Of(Written.Parse(claimed)!.Value, Number(found)).Verdict.ShouldBe((Verdict)verdict);

    [Theory]
    [InlineData("72.4")] // half even
    [InlineData("72.5")] // half up
    public void A_number_halfway_is_accepted_either_way_and_both_are_stated(string claimed)
    {
        var check = RoundingCheck.Of(Written.Parse(claimed)!.Value, 72.45m);
        check.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
        check.Warning.ShouldNotBeNull().ShouldContain("half up gives 72.5, half even 72.4");
        check.Step.ShouldContain("72.5 (half up), 72.4 (half even)");
    }

    [Fact]
    public void A_rule_that_is_named_is_the_only_one_accepted()
    {
        RoundingCheck.Of(Written.Parse("72.4")!.Value, 72.45m, rule: RoundingRule.HalfUp).Verdict.ShouldBe(Verdict.Contradicted);
        RoundingCheck.Of(Written.Parse("72.4")!.Value, 72.45m, rule: RoundingRule.HalfEven).Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
    }

    [Fact]
    public void A_number_that_was_cut_off_is_contradicted_with_the_reason()
    {
        var check = RoundingCheck.Of(Written.Parse("69.8")!.Value, 69.889m);
        check.Verdict.ShouldBe(Verdict.Contradicted);
        check.Warning.ShouldNotBeNull().ShouldContain("cut off");
    }

    [Fact]
    public void A_number_within_the_precision_of_a_float32_is_confirmed_with_a_warning()
    {
        const decimal found = 72.4499988m; // what a float32 makes of 72.45
        var check = RoundingCheck.Of(Written.Parse("72.5")!.Value, found, tolerance: found * 6e-8m);
        check.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
        check.Warning.ShouldNotBeNull().ShouldContain("precision of the evidence");
        RoundingCheck.Of(Written.Parse("72.5")!.Value, found).Verdict.ShouldBe(Verdict.Contradicted);
    }

    [Theory]
    [InlineData("ViT-B/16", "vit_base_patch16_224", true)]
    [InlineData("DeiT-B", "deit_base_patch16_224", true)]
    [InlineData("ViT-B/16", "CLIP ViT-B/16 + DINO (frozen)", true)]
    [InlineData("ViT-Large", "ViT-B/16", false)]
    [InlineData("ResNet-101", "resnet101", true)]
    [InlineData("ResNet-50", "resnet101", false)]
    [InlineData("MiT-B1", "MiT-B2", false)]
    public void Backbones_are_known_by_their_many_names(string a, string b, bool same) => BackboneName.AreSame(a, b).ShouldBe(same);

    [Theory]
    [InlineData("val", "val2014", true)]
    [InlineData("val2014", "val2017", false)]
    [InlineData("Validation", "val", true)]
    [InlineData("train", "train_aug", false)]
    [InlineData("val", "test", false)]
    public void A_split_without_a_year_may_be_any_year_s(string a, string b, bool same) => SplitName.AreSame(a, b).ShouldBe(same);

    static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
