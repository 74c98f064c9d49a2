using Platform.Contracts.Api;
using Platform.Dashboard.Comparison;

namespace Platform.Dashboard.Tests.Comparison;

public sealed class CompareStateTests
{
    [Fact]
    public void What_an_address_says_is_what_was_shown()
    {
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var state = new CompareState
        {
            Runs = new[] { a, b }, By = "method,optimizer.learningRate", Tab = CompareTab.Heads, Hidden = new[] { "k1", "k2" }, Baseline = "k2",
            Metrics = new[] { "loss/seg", "odd,name/with 100 %" }, Axis = ComparisonAxis.Phase, Phase = "segmentation", Band = null, Smoothing = 0.97, LogY = true,
            From = -12.5, To = 4000.25, Statistic = RunStatistic.Last, Head = "val/seg+crf/student 1", Facet = HeadFacet.Each, At = 400, Image = "2007_000033",
            Kind = "cam/cat/student 1", Opacity = 30, LabelsOff = new[] { 3, 15 }, AllSettings = true,
        };
        CompareState.Read(DashboardUrls.Compare(state)).ShouldBeEquivalentTo(state);
        CompareState.Read(DashboardUrls.Compare(new CompareState())).ShouldBeEquivalentTo(new CompareState());
        DashboardUrls.Compare(a, b).ShouldBe($"/compare?runs={a:n}%2C{b:n}");
    }

    [Fact]
    public void What_makes_no_sense_is_taken_for_absent()
    {
        var state = CompareState.Read("/compare?runs=x,1&tab=nowhere&from=9&to=3&smooth=7&opacity=900&off=a,-1&band=wide");
        state.ShouldBeEquivalentTo(new CompareState { Smoothing = 0.999, Opacity = 100 });
    }
}
