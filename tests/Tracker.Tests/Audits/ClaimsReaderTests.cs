using Platform.Contracts;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Tests.Audits;

public class ClaimsReaderTests
{
    const string Good = """
        claims:
          - id: a
            source: table 1
            text: 73.5 on val
            log: "*.log"
            number: { value: 73.50, output: cam, split: val, at: 2000, seeds: mean, protocol: { scales: [0.5, 1.0], crf: no } }
          - id: b
            source: table 2
            text: gain
            arithmetic: { operation: difference, left: a, right: { value: 70.1, protocol: { backbone: ViT-B } }, value: +3.4 }
        """;

    [Fact]
    public void Every_kind_of_claim_is_read_with_numbers_as_written()
    {
        var file = ClaimsReader.Parse("f", Good, out var faults);
        faults.ShouldBeEmpty();
        var number = file.Claims[0].Assertion.ShouldBeOfType<NumberAssertion>();
        number.Value.ShouldBe(new Written("73.50", 73.5m, 2));
        (number.Selection, number.Iteration, number.Seeds, number.Conditions.Crf, number.Metric).ShouldBe((Selection.At, 2000, SeedRule.Mean, false, "mIoU"));
        number.Conditions.Scales!.IsMulti.ShouldBeTrue();
        var arithmetic = file.Claims[1].Assertion.ShouldBeOfType<ArithmeticAssertion>();
        (arithmetic.Left.ClaimId, arithmetic.Right.Literal!.Value.Value, arithmetic.Right.Conditions.Backbone).ShouldBe(("a", 70.1m, "ViT-B"));
    }

    [Theory]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    number: { valu: 1.5 }", "f:5:", "unknown key 'valu'")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    number: { value: about 70 }", "f:5:", "one number")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    number: { value: 1.5, select: median }", "f:5:", "unstated, last, best, at, final")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t", "f:2:", "says nothing to check")]
    [InlineData("claims:\n  - id: a\n    text: t\n    number: { value: 1 }", "f:2:", "lacks 'source'")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    compare: { claims: [a, b] }", "f:2:", "'b', which there is not")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    number: { value: 1 }\n  - id: a\n    source: s\n    text: t\n    number: { value: 1 }", "f:6:", "first is at line 2")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    number: { value: 1 }\n    parameter: { name: x, value: 1 }", "f:5:", "number and parameter")]
    [InlineData("claims:\n  - id: a\n    source: s\n    text: t\n    number: { value: 1, at: 5, select: last }", "f:5:", "keep one")]
    [InlineData("claims: [", "f:2:", "not valid YAML")]
    [InlineData("claims: {}", "f:1:", "must be a list")]
    [InlineData("claims: []", "f:1:", "there is no claim")]
    [InlineData("claimz: []", "f:1:", "unknown key 'claimz'")]
    [InlineData("", "f:1:", "'claims'")]
    [InlineData("claims: [7]", "f:1:", "must hold keys")]
    public void A_fault_names_the_line_and_what_is_wrong(string text, string place, string what)
    {
        ClaimsReader.Parse("f", text, out var faults);
        faults.ShouldContain(f => f.StartsWith(place, StringComparison.Ordinal) && f.Contains(what, StringComparison.Ordinal), string.Join("\n", faults));
    }

    [Fact]
    public void All_faults_are_told_at_once() => Should.Throw<UserErrorException>(() =>
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Sub("c.yaml"), "claims:\n  - id: a\n  - id: b\n    source: s");
        ClaimsReader.Read(folder.Sub("c.yaml"));
    }).Message.ShouldSatisfyAllConditions(m => m.ShouldContain("c.yaml:2:"), m => m.ShouldContain("c.yaml:3:"));

    [Fact]
    public void No_mutation_of_a_file_ends_in_anything_but_claims_or_faults()
    {
        var example = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "examples", "published-claims.yaml"))[..6000];
        const string noise = "{}[]:,-#&*!|>'\"%@`\n\t 0k.é\0";
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var text = new System.Text.StringBuilder(example);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length - 40);
                switch (random.Next(3))
                {
                    case 0: text[at] = noise[random.Next(noise.Length)]; break;
                    case 1: text.Remove(at, random.Next(1, 40)); break;
                    default: text.Insert(at, new string(noise[random.Next(noise.Length)], random.Next(1, 4))); break;
                }
            }
            var file = ClaimsReader.Parse("f", text.ToString(), out var faults);
            (file.Claims.Count > 0 || faults.Count > 0).ShouldBeTrue();
            if (faults.Count == 0)
                new Auditor([]).Audit(file).Assessments.Count.ShouldBe(file.Claims.Count);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("{a: ")]
    public void A_file_nested_without_end_is_a_fault(string level)
    {
        ClaimsReader.Parse("f", string.Concat(Enumerable.Repeat(level, 50_000)), out var faults);
        faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_example_is_whole()
    {
        var file = ClaimsReader.Read(Path.Combine(RepositoryRoot.Path, "docs", "examples", "published-claims.yaml"));
        file.Claims.Count.ShouldBeGreaterThan(30);
    }
}
