using Platform.Trainer.Losses;
using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Losses;

public sealed class LossTermsTests
{
    [Fact]
    public void The_total_is_weighted_and_the_terms_are_reported_as_they_are()
    {
        using var scope = NewDisposeScope();
        var terms = Terms(("cls", 2f), ("seg", 3f));
        var metrics = new List<MetricValue>();
        terms.ToMetrics(terms.Weighted(), 7, metrics);
        metrics.ShouldBe([new("loss/cls", 2), new("loss/seg", 3), new("loss/total", 2 + 0.5f * 3)]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_term_that_is_not_finite_is_named_with_its_iteration(float value)
    {
        using var scope = NewDisposeScope();
        var terms = Terms(("cls", 1f), ("seg", value));
        var error = Should.Throw<NonFiniteLossException>(() => terms.ToMetrics(terms.Weighted(), 37, []));
        error.Message.ShouldContain("'seg'");
        error.Message.ShouldContain("iteration 37");
    }

    static LossTerms Terms(params (string Name, float Value)[] values)
    {
        var terms = new LossTerms(new Dictionary<string, double> { ["cls"] = 1, ["seg"] = 0.5 });
        foreach (var (name, value) in values)
            terms.Add(name, tensor(value));
        return terms;
    }
}
