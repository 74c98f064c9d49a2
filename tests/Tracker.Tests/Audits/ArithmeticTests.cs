using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Tests.Audits;

public class ArithmeticTests
{
    [Theory]
    [InlineData("difference", "53.4", "51.9", "1.5", Verdict.Confirmed)]
    [InlineData("difference", "53.4", "51.9", "+1.6", Verdict.Contradicted)]
    [InlineData("percent", "72.2", "80.5", "90.1", Verdict.Contradicted)]
    [InlineData("percent", "73.3", "82.3", "89.1", Verdict.ConfirmedAfterRounding)]
    [InlineData("ratio", "3", "4", "0.75", Verdict.Confirmed)]
    [InlineData("ratio", "3", "0", "1", Verdict.NotDerivable)]
    public void A_difference_or_ratio_is_computed_again(string operation, string left, string right, string value, object verdict) =>
        Of($"arithmetic: {{ operation: {operation}, left: {left}, right: {right}, value: {value} }}").Verdict.ShouldBe((Verdict)verdict);

    [Fact]
    public void What_the_numbers_before_rounding_could_give_is_said()
    {
        Of("arithmetic: { operation: difference, left: 73.3, right: 69.8, value: 3.6 }").Steps.ShouldContain(s => s.EndsWith("possible, but not from the numbers printed", StringComparison.Ordinal));
        Of("arithmetic: { operation: percent, left: 72.2, right: 80.5, value: 90.1 }").Steps.ShouldContain(s => s.EndsWith("not possible either", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("protocol: { backbone: ViT-L }", "protocol: { backbone: ViT-B/16 }", "backbone")]
    [InlineData("split: val", "split: test", "split")]
    [InlineData("protocol: { scales: multi }", "protocol: { scales: [1.0] }", "scales")]
    [InlineData("protocol: { imageLabels: yes }", "protocol: { imageLabels: no }", "imageLabels")]
    [InlineData("protocol: { crf: yes }", "protocol: { crf: no }", "crf")]
    public void Sides_that_were_measured_otherwise_are_a_mismatch_although_the_sum_holds(string left, string right, string what)
    {
        var found = Of($"arithmetic: {{ operation: difference, left: {{ value: 56.2, {left} }}, right: {{ value: 51.9, {right} }}, value: 4.3 }}");
        found.Verdict.ShouldBe(Verdict.ProtocolMismatch);
        found.Aspects[0].Verdict.ShouldBe(Verdict.Confirmed);
        found.Warnings.ShouldContain(w => w.Contains($"differ in {what}"));
    }

    [Theory]
    [InlineData("56.2", "56.2", "", "", Verdict.Confirmed)]
    [InlineData("51.9", "51.92", "", "", Verdict.Confirmed)]
    [InlineData("56.2", "56.3", "", "", Verdict.Inconsistent)]
    [InlineData("76.2", "76.4", "protocol: { crf: no }", "protocol: { crf: yes }", Verdict.ProtocolMismatch)]
    public void Claims_are_compared_with_each_other(string a, string b, string left, string right, object verdict) => SomeClaims.Audit([],
        $"number: {{ value: {a}, {left} }}", $"number: {{ value: {b}, {right} }}", "compare: { claims: [c1, c2] }")[2].Verdict.ShouldBe((Verdict)verdict);

    [Theory]
    [InlineData("VOC 2012", "val", "1,449", Verdict.Confirmed)]
    [InlineData("MS COCO", "val2014", "40,137", Verdict.Confirmed)]
    [InlineData("COCO", "val2017", "40,137", Verdict.Inconsistent)]
    [InlineData("Cityscapes", "val", "500", Verdict.NotDerivable)]
    public void The_images_of_a_split_are_known(string dataset, string split, string images, object verdict) =>
        Of($"splitSize: {{ dataset: {dataset}, split: {split}, images: \"{images}\" }}").Verdict.ShouldBe((Verdict)verdict);

    static Assessment Of(string claim) => SomeClaims.Audit([], claim)[0];
}
