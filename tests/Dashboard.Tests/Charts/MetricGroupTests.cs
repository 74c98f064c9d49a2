using Platform.Dashboard.Charts;

namespace Platform.Dashboard.Tests.Charts;

public sealed class MetricGroupTests
{
    [Theory]
    [InlineData("loss/cls", "Losses", "loss")]
    [InlineData("miou/val/seg", "Mean IoU", "mIoU (%)")]
    [InlineData("lr/encoder", "Learning rates", "learning rate")]
    [InlineData("rate/iterations", "Speed", "iterations/s")]
    [InlineData("system/cpu", "System load", "%")]
    [InlineData("system/gpu-memory", "Memory", "GiB")]
    [InlineData("grad-norm/backbone", "Grad norm", "grad norm")]
    [InlineData("threshold", "Threshold", "threshold")]
    public void Metrics_of_one_unit_share_a_chart(string metric, string title, string unit)
    {
        var group = MetricGroup.Of(metric);
        (group.Title, group.Unit).ShouldBe((title, unit));
    }

    [Fact]
    public void What_has_another_unit_has_another_chart()
    {
        MetricGroup.Of("lr/encoder").Key.ShouldNotBe(MetricGroup.Of("rate/iterations").Key);
        MetricGroup.Of("system/cpu").Key.ShouldNotBe(MetricGroup.Of("system/memory").Key);
    }
}
