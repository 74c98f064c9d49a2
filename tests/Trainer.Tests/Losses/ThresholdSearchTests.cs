using Platform.Trainer.Losses;

namespace Platform.Trainer.Tests.Losses;

public sealed class ThresholdSearchTests
{
    [Fact]
    public void Without_values_above_the_filter_there_is_no_threshold()
    {
        ThresholdSearch.ThreeModes([0.01f, 0.02f, 0.03f, 0.04f], 0.05).ShouldBeNull();
        ThresholdSearch.TwoModes([], 0.05).ShouldBeNull();
        ThresholdSearch.MostLikely([0.2f, 0.2f], [0.1f, 0.5f]).ShouldBeNull();
    }
}
